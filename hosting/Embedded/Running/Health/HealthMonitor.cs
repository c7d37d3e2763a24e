using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Running.Health;

/// <summary>Watches the health of every resource while it runs, whoever started it.</summary>
internal sealed class HealthMonitor(ResourceNotificationService notifications, ResourceHealthCheck check, ILogger<HealthMonitor> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<string, (CancellationTokenSource Stopping, Task Watch)> watches = new(StringComparer.OrdinalIgnoreCase);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                var runs = IsRunning(change);
                if (runs && !watches.ContainsKey(change.Resource.Name))
                {
                    var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                    watches[change.Resource.Name] = (stopping, WatchAsync(change.Resource, stopping.Token));
                }
                else if (!runs && NoneRuns(change.Resource))
                {
                    await EndAsync(change.Resource.Name).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            await Task.WhenAll(watches.Keys.Select(EndAsync)).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Run(() => check.RunAsync(resource, cancellationToken), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It runs no longer.
        }
        catch (Exception error)
        {
            // What a check or a subscriber throws is reported where it happens; this is the host's own fault and must not end the other watches.
            logger.LogError(error, "The health of resource '{Resource}' is not watched any more.", resource.Name);
        }
    }

    private async Task EndAsync(string name)
    {
        if (watches.TryRemove(name, out var watch))
        {
            await watch.Stopping.CancelAsync().ConfigureAwait(false);
            await watch.Watch.ConfigureAwait(false);
            watch.Stopping.Dispose();
        }
    }

    private bool NoneRuns(IResource resource) =>
        !resource.GetInstanceNames().Any(name => notifications.TryGetCurrentState(name, out var state) && IsRunning(state));

    private static bool IsRunning(ResourceEvent change) => change.Snapshot.State?.Text == KnownResourceStates.Running;
}
