using System.Collections;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Page.Contracts;
using Lab.Hosting.Embedded.Running.Launching;

namespace Lab.Hosting.Embedded.Page.Api;

/// <summary>What the API tells of resources: their present states, without secrets.</summary>
internal sealed class ResourceViews(DistributedApplicationModel model, ResourceNotificationService notifications, SecretMask mask)
{
    /// <summary>The present states of all resources and replicas, in the order of the AppHost.</summary>
    public IEnumerable<ResourceEvent> Current() => model.Resources.SelectMany(CurrentOf);

    /// <summary>The present states that a name means: those of a resource, or of one replica; empty when it means nothing.</summary>
    public IReadOnlyList<ResourceEvent> Find(string name)
    {
        var all = Current().ToArray();
        var named = all.Where(state => string.Equals(state.ResourceId, name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return named.Length > 0 ? named : [.. all.Where(state => string.Equals(state.Resource.Name, name, StringComparison.OrdinalIgnoreCase))];
    }

    public PageResource List(ResourceEvent state)
    {
        var snapshot = state.Snapshot;
        return new(
            state.ResourceId,
            state.Resource.Name,
            state.ResourceId,
            snapshot.ResourceType,
            snapshot.State?.Text is { Length: > 0 } text ? text : null,
            snapshot.State?.Style,
            snapshot.HealthStatus?.ToString(),
            [.. snapshot.HealthReports.Select(HealthCheck)],
            [.. snapshot.Urls.OrderByDescending(url => url.DisplayProperties.SortOrder).Select(Url)],
            snapshot.StartTimeStamp,
            snapshot.StopTimeStamp,
            snapshot.ExitCode,
            ParentOf(state),
            snapshot.IsHidden,
            Source(snapshot),
            [.. snapshot.Commands.Select(Command)]);
    }

    public PageResourceDetails Describe(ResourceEvent state) => new(List(state))
    {
        CreatedAt = state.Snapshot.CreationTimeStamp,
        Properties = [.. state.Snapshot.Properties.Select(property => Fact(property.Name, Text(property.Value), property.IsSensitive))],
        Environment = [.. state.Snapshot.EnvironmentVariables.OrderBy(variable => variable.Name, StringComparer.Ordinal).Select(variable => Fact(variable.Name, variable.Value, sensitive: false))],
        Relationships = [.. state.Snapshot.Relationships.Distinct().Select(related => new PageRelationship(related.ResourceName, related.Type))],
        Volumes = [.. state.Snapshot.Volumes.Select(volume => new PageVolume(volume.Source, volume.Target, volume.MountType, volume.IsReadOnly))],
    };

    private static string? ParentOf(ResourceEvent state) =>
        state.Snapshot.Relationships.FirstOrDefault(related => related.Type == "Parent")?.ResourceName
        ?? (state.Resource as IResourceWithParent)?.Parent.Name;

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        IEnumerable items => string.Join(' ', items.Cast<object?>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private IEnumerable<ResourceEvent> CurrentOf(IResource resource) => resource.GetInstanceNames().Select(id =>
        notifications.TryGetCurrentState(id, out var state)
            ? new ResourceEvent(resource, id, state.Snapshot)
            : new ResourceEvent(resource, id, SnapshotDefaults.Initial(resource)));

    private PageHealthCheck HealthCheck(HealthReportSnapshot report)
    {
        var reason = report.Description is { Length: > 0 } description ? description : FirstLine(report.ExceptionText);
        return new(report.Name, report.Status?.ToString(), reason is null ? null : mask.Mask(reason), report.LastRunAt);
    }

    private PageUrl Url(UrlSnapshot url) => new(
        url.Name,
        mask.Mask(url.Url),
        url.DisplayProperties.DisplayName is { Length: > 0 } text ? text : null,
        url.IsInternal,
        url.IsInactive);

    private PageCommand Command(ResourceCommandSnapshot command) => new(
        command.Name,
        command.DisplayName,
        command.DisplayDescription,
        command.State.ToString(),
        command.ConfirmationMessage,
        command.IsHighlighted);

    private string? Source(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(property => property.Name == CustomResourceKnownProperties.Source) is { IsSensitive: false } source
        && Text(source.Value) is { } text ? mask.Mask(text) : null;

    private PageFact Fact(string name, string? value, bool sensitive) =>
        sensitive || mask.Hides(name, value) ? new(name, null, Masked: true) : new(name, value, Masked: false);

    private static string? FirstLine(string? text) => text?.Split('\n', 2)[0].Trim() is { Length: > 0 } line ? line : null;
}
