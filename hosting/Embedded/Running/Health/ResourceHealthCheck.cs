using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Running.Health;

/// <summary>Checks the health of one running resource again and again, and tells when it is ready for the first time.</summary>
internal sealed class ResourceHealthCheck(
    HealthCheckService checks,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    TimeProvider timeProvider)
{
    /// <summary>Checks until cancelled; a resource without checks is ready at once.</summary>
    public async Task RunAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = resource.TryGetAnnotationsIncludingAncestorsOfType<HealthCheckAnnotation>(out var annotations)
            ? annotations.Select(a => a.Key).ToHashSet()
            : [];
        if (keys.Count == 0)
        {
            await TellReadyAsync(resource, cancellationToken).ConfigureAwait(false);
            return;
        }

        var ready = Task.CompletedTask;
        var wasHealthy = false;
        var told = false;
        var failures = 0;
        try
        {
            while (true)
            {
                var entries = await CheckAsync(keys, cancellationToken).ConfigureAwait(false);
                await PublishAsync(resource, entries).ConfigureAwait(false);
                var healthy = entries.Values.All(e => e.Status == HealthStatus.Healthy);
                failures = healthy ? 0 : failures + 1;
                if (healthy && !told)
                {
                    told = true;
                    ready = TellReadyAsync(resource, cancellationToken);
                }
                else if (wasHealthy && !healthy)
                {
                    var (name, reason) = entries.First(e => e.Value.Status != HealthStatus.Healthy);
                    loggers.GetLogger(resource).LogError("No longer healthy: {Check}: {Reason}", name, Reason(reason));
                }

                wasHealthy = healthy;
                await Task.Delay(HealthPace.After(failures), timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await ready.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Publishes the event; others see its outcome in the resource's state.</summary>
    private async Task TellReadyAsync(IResource resource, CancellationToken cancellationToken)
    {
        var told = eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
        await told.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (told.IsFaulted)
        {
            loggers.GetLogger(resource).LogError(told.Exception.GetBaseException(), "What was to be done once the resource is ready has failed.");
        }

        await notifications.PublishUpdateAsync(resource, s => s with { ResourceReadyEvent = new EventSnapshot(told) }).ConfigureAwait(false);
    }

    private async Task<IReadOnlyDictionary<string, HealthReportEntry>> CheckAsync(HashSet<string> keys, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(HealthPace.Timeout, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), ending.Token)
                .WaitAsync(ending.Token).ConfigureAwait(false);
            return keys.ToDictionary(
                key => key,
                key => report.Entries.TryGetValue(key, out var entry) ? entry : Unhealthy($"No health check '{key}' is registered.", null));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // A check that cannot even be made is reported as the reason, like one that fails.
            var reason = timeout.IsCancellationRequested ? $"No answer within {HealthPace.Timeout.TotalSeconds:0} s." : error.Message;
            return keys.ToDictionary(key => key, _ => Unhealthy(reason, timeout.IsCancellationRequested ? null : error));
        }
    }

    private Task PublishAsync(IResource resource, IReadOnlyDictionary<string, HealthReportEntry> entries)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        ImmutableArray<HealthReportSnapshot> reports =
        [
            .. entries.Select(e => new HealthReportSnapshot(e.Key, e.Value.Status, Reason(e.Value), e.Value.Exception?.ToString()) { LastRunAt = now }),
        ];
        return notifications.PublishUpdateAsync(resource, s => s with
        {
            HealthReports = [.. s.HealthReports.Where(known => !entries.ContainsKey(known.Name)), .. reports],
        });
    }

    private static string? Reason(HealthReportEntry entry) => entry.Description ?? entry.Exception?.Message;

    private static HealthReportEntry Unhealthy(string reason, Exception? error) =>
        new(HealthStatus.Unhealthy, reason, TimeSpan.Zero, error, data: null);
}
