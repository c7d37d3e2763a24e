using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>Shows the state and the log of each local process as those of the server that it stands for.</summary>
internal sealed class EngineFollower(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    IDistributedApplicationEventing eventing,
    IServiceProvider services) : BackgroundService
{
    // What the embedded host says of a process that could not start.
    private const string Failure = "failure";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var links = model.Resources.SelectMany(r => r.Annotations.OfType<EngineLink>())
            .Where(link => link.Process is not null)
            .ToDictionary(link => (IResource)link.Process!);
        var forwarding = new Dictionary<IResource, Task>();
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                if (links.TryGetValue(change.Resource, out var link) && link.Decision is { Runs: EngineKind.Embedded })
                {
                    if (!forwarding.ContainsKey(change.Resource))
                    {
                        forwarding.Add(change.Resource, ForwardLogAsync(link, stoppingToken));
                    }

                    await FollowAsync(link, change, stoppingToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application ends.
        }

        await Task.WhenAll(forwarding.Values).ConfigureAwait(false);
    }

    private async Task FollowAsync(EngineLink link, ResourceEvent change, CancellationToken cancellationToken)
    {
        var process = change.Snapshot;
        var stopped = false;
        foreach (var resource in EngineLink.WithChildren(link.Server, model))
        {
            if (notifications.TryGetCurrentState(resource.Name, out var current) && Same(current.Snapshot, process))
            {
                continue;
            }

            await notifications.PublishUpdateAsync(resource, state =>
            {
                stopped |= resource == link.Server && IsTerminal(process.State) && !IsTerminal(state.State);
                return state with
                {
                    State = process.State,
                    StartTimeStamp = process.StartTimeStamp,
                    StopTimeStamp = process.StopTimeStamp,
                    Properties = [.. state.Properties.Where(p => p.Name != Failure), .. process.Properties.Where(p => p.Name == Failure)],
                    ExitCode = resource == link.Server ? process.ExitCode : null,
                    // Addresses are shown as links while somebody listens there.
                    Urls = [.. state.Urls.Select(url => url with { IsInactive = process.State?.Text != KnownResourceStates.Running })],
                };
            }).ConfigureAwait(false);
        }

        if (stopped && notifications.TryGetCurrentState(link.Server.Name, out var end))
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(link.Server, services, end), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ForwardLogAsync(EngineLink link, CancellationToken cancellationToken)
    {
        var logger = logs.GetLogger(link.Server);
        try
        {
            await foreach (var lines in logs.WatchAsync(link.Process!).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                foreach (var line in lines)
                {
                    logger.Log(line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, "{Line}", WithoutTime(line.Content));
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application ends.
        }
    }

    private static bool Same(CustomResourceSnapshot server, CustomResourceSnapshot process) =>
        server.State?.Text == process.State?.Text && server.StartTimeStamp == process.StartTimeStamp && server.StopTimeStamp == process.StopTimeStamp;

    private static bool IsTerminal(ResourceStateSnapshot? state) => KnownResourceStates.TerminalStates.Contains(state?.Text ?? "");

    /// <summary>A line of a resource's log begins with its time, which the server's log adds by itself.</summary>
    private static string WithoutTime(string line)
    {
        var end = line.IndexOf(' ', StringComparison.Ordinal);
        return end > 0 && DateTimeOffset.TryParse(line.AsSpan(0, end), System.Globalization.CultureInfo.InvariantCulture, out _) ? line[(end + 1)..] : line;
    }
}
