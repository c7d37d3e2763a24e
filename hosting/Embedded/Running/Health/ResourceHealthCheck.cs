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
        var keys = Keys(resource);
        var inherited = Ancestors(resource).SelectMany(ancestor => Keys(ancestor).Select(key => (Key: key, Ancestor: ancestor)))
            .DistinctBy(check => check.Key).Where(check => !keys.Contains(check.Key)).ToList();
        if (keys.Count == 0 && inherited.Count == 0)
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
                var entries = await CheckAsync(keys, inherited, cancellationToken).ConfigureAwait(false);
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
                if (inherited.FirstOrDefault(check => IsRunning(check.Ancestor) && entries[check.Key].Status != HealthStatus.Healthy) is { Key: not null } missing)
                {
                    // It cannot be healthy before its ancestor is, and is asked at once when that has come.
                    failures = 0;
                    await HealthOfAsync(missing.Key, missing.Ancestor, cancellationToken).ConfigureAwait(false);
                    continue;
                }

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

    private static HashSet<string> Keys(IResource resource) => [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key)];

    private static IEnumerable<IResource> Ancestors(IResource resource)
    {
        while (resource is IResourceWithParent { Parent: var parent })
        {
            yield return resource = parent;
        }
    }

    /// <summary>
    /// Makes the resource's own checks. An ancestor that runs is watched itself, and what its watch found last holds for this one too:
    /// asking a server once more for each of its databases would keep it from starting.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, HealthReportEntry>> CheckAsync(
        HashSet<string> keys, IReadOnlyList<(string Key, IResource Ancestor)> inherited, CancellationToken cancellationToken)
    {
        var known = inherited.Where(check => IsRunning(check.Ancestor)).ToDictionary(check => check.Key, check => Known(check.Key, check.Ancestor));
        HashSet<string> unknown = [.. keys, .. inherited.Select(check => check.Key).Where(key => !known.ContainsKey(key))];
        var entries = unknown.Count == 0
            ? new Dictionary<string, HealthReportEntry>()
            : await CheckAsync(unknown, cancellationToken).ConfigureAwait(false);
        return entries.Concat(known).ToDictionary();
    }

    private async Task HealthOfAsync(string key, IResource ancestor, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(HealthPace.LongestUnhealthy, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        Task waiting = notifications.WaitForResourceAsync(
            ancestor.Name, change => change.Snapshot.HealthReports.Any(report => report.Name == key && report.Status == HealthStatus.Healthy), ending.Token);
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private bool IsRunning(IResource resource) => State(resource)?.State?.Text == KnownResourceStates.Running;

    private HealthReportEntry Known(string key, IResource ancestor) =>
        State(ancestor)?.HealthReports.FirstOrDefault(report => report.Name == key) is { Status: { } status } report
            ? new(status, report.Description, TimeSpan.Zero, exception: null, data: null)
            : Unhealthy($"'{ancestor.Name}' was not checked yet.", null);

    private CustomResourceSnapshot? State(IResource resource) =>
        resource.GetInstanceNames().Select(name => notifications.TryGetCurrentState(name, out var state) ? state.Snapshot : null).FirstOrDefault(state => state is not null);

    private async Task<Dictionary<string, HealthReportEntry>> CheckAsync(HashSet<string> keys, CancellationToken cancellationToken)
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
            .. entries.Select(e => new HealthReportSnapshot(e.Key, e.Value.Status, Reason(e.Value), Trace(e.Value)) { LastRunAt = now }),
        ];
        return notifications.PublishUpdateAsync(resource, s => s with
        {
            HealthReports = [.. s.HealthReports.Where(known => !entries.ContainsKey(known.Name)), .. reports],
        });
    }

    /// <summary>The stack trace, where nothing else tells the reason: writing one out reads symbols, in the middle of a start.</summary>
    private static string? Trace(HealthReportEntry entry) => string.IsNullOrEmpty(entry.Description) ? entry.Exception?.ToString() : null;

    private static string? Reason(HealthReportEntry entry) => entry.Description ?? entry.Exception?.Message;

    private static HealthReportEntry Unhealthy(string reason, Exception? error) =>
        new(HealthStatus.Unhealthy, reason, TimeSpan.Zero, error, data: null);
}
