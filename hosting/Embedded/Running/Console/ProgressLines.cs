using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace Lab.Hosting.Embedded.Running.Console;

/// <summary>Prints a line as each resource becomes healthy, or fails.</summary>
internal sealed class ProgressLines(Readiness readiness, ResourceNotificationService notifications, RunClock clock, IAnsiConsole console) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var told = new Dictionary<IResource, Verdict>();
        try
        {
            await foreach (var _ in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                foreach (var resource in readiness.Judge())
                {
                    if (resource.Verdict is Verdict.Healthy or Verdict.Failed && told.GetValueOrDefault(resource.Resource) != resource.Verdict)
                    {
                        told[resource.Resource] = resource.Verdict;
                        console.MarkupLine(Line(resource));
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private string Line(ResourceReadiness resource)
    {
        var seconds = clock.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return resource.Verdict == Verdict.Healthy
            ? $"[green]{Markup.Escape(resource.Resource.Name)}[/] healthy after {seconds} s  {Markup.Escape(resource.Endpoint ?? "")}".TrimEnd()
            : $"[red]{Markup.Escape(resource.Resource.Name)}[/] {Markup.Escape(resource.State)}{Markup.Escape(resource.Reason is { } reason && reason != resource.State ? $": {reason}" : "")}";
    }
}
