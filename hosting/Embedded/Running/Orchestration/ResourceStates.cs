using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Orchestration;

/// <summary>Publishes the states of what the host starts, and with them those of its parts.</summary>
internal sealed class ResourceStates(ResourceNotificationService notifications, ResourceTree tree, TimeProvider timeProvider)
{
    /// <summary>The property that says why a resource could not start.</summary>
    public const string FailureProperty = "failure";

    /// <summary>Checks that have not reported yet.</summary>
    public static ImmutableArray<HealthReportSnapshot> PendingReports(IResource resource) =>
        resource.TryGetAnnotationsIncludingAncestorsOfType<HealthCheckAnnotation>(out var checks)
            ? [.. checks.Select(c => c.Key).Distinct().Select(key => new HealthReportSnapshot(key, null, null, null))]
            : [];

    public Task StartingAsync(IResource resource, string instance) => PublishAsync(resource, instance, (r, s) => s with
    {
        State = KnownResourceStates.Starting,
        StartTimeStamp = null,
        StopTimeStamp = null,
        ExitCode = null,
        ResourceReadyEvent = null,
        Properties = [.. s.Properties.Where(p => p.Name != FailureProperty)],
        HealthReports = PendingReports(r),
    });

    /// <summary>Takes an instance out of the waiting state, which ends its wait.</summary>
    public Task EndWaitingAsync(IResource resource, string instance) => notifications.PublishUpdateAsync(
        resource,
        instance,
        s => s.State?.Text == KnownResourceStates.Waiting ? s with { State = KnownResourceStates.Starting } : s);

    public Task RunningAsync(IResource resource, string instance, Func<CustomResourceSnapshot, CustomResourceSnapshot> describe) =>
        PublishAsync(resource, instance, (r, s) =>
        {
            var running = s with
            {
                State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
                StartTimeStamp = Now,
                Urls = [.. s.Urls.Select(u => u with { IsInactive = false })],
            };
            return r == resource ? describe(running) : running;
        });

    public Task StoppingAsync(IResource resource, string instance) =>
        PublishAsync(resource, instance, (_, s) => s with { State = KnownResourceStates.Stopping });

    /// <summary>It ended, by itself or because it was told to.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="instance">The replica.</param>
    /// <param name="exitCode">The exit code; null when it had not run.</param>
    /// <param name="stopped">Whether it was told to.</param>
    public Task EndedAsync(IResource resource, string instance, int? exitCode, bool stopped) => PublishAsync(resource, instance, (_, s) => s with
    {
        State = stopped ? new ResourceStateSnapshot(KnownResourceStates.Exited, KnownResourceStateStyles.Info)
            : exitCode == 0 ? new ResourceStateSnapshot(KnownResourceStates.Finished, KnownResourceStateStyles.Success)
            : new ResourceStateSnapshot(KnownResourceStates.Exited, KnownResourceStateStyles.Error),
        StopTimeStamp = Now,
        ExitCode = exitCode,
        Urls = [.. s.Urls.Select(u => u.Name is null ? u : u with { IsInactive = true })],
    });

    /// <summary>It could not be started.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="instance">The replica.</param>
    /// <param name="reason">Why.</param>
    public Task FailedAsync(IResource resource, string instance, string reason) => PublishAsync(resource, instance, (_, s) => s with
    {
        Properties = [.. s.Properties.Where(p => p.Name != FailureProperty), new ResourcePropertySnapshot(FailureProperty, reason)],
        State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
        StopTimeStamp = Now,
    });

    private DateTime Now => timeProvider.GetUtcNow().UtcDateTime;

    private async Task PublishAsync(IResource resource, string instance, Func<IResource, CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        await notifications.PublishUpdateAsync(resource, instance, s => change(resource, s)).ConfigureAwait(false);
        foreach (var part in tree.Parts(resource))
        {
            await notifications.PublishUpdateAsync(part, s => change(part, s)).ConfigureAwait(false);
        }
    }
}
