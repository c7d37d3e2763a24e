using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Orchestration;
using Spectre.Console;

namespace Lab.Hosting.Embedded.Running.Console;

/// <summary>Prints a line when what crashed will be started again.</summary>
internal sealed class RestartLines(ResourceNotificationService notifications, IAnsiConsole console) : IRestartObserver
{
    public void OnRestarting(IResource resource, string instance, int exitCode, TimeSpan pause) => console.MarkupLine(string.Create(
        CultureInfo.InvariantCulture,
        $"[yellow]{Markup.Escape(ShownName(resource, instance))}[/] stopped with exit code {exitCode}; starting again in {pause.TotalSeconds:0.0} s"));

    /// <summary>What is hidden runs on behalf of another, by whose name people know it.</summary>
    private string ShownName(IResource resource, string instance) =>
        notifications.TryGetCurrentState(instance, out var state) && state.Snapshot.IsHidden
        && resource.Annotations.OfType<ResourceRelationshipAnnotation>().FirstOrDefault(related => related.Type == KnownRelationshipTypes.Parent) is { } parent
            ? parent.Resource.Name
            : instance;
}
