using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Orchestration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Embedded.Running.Console;

/// <summary>Judges how far the application's resources have come.</summary>
internal sealed class Readiness(DistributedApplicationModel model, ResourceNotificationService notifications, Orchestrator orchestrator)
{
    // What crashed so often in a row is taken to have failed, though it is still started again.
    private const int CrashLimit = 3;

    /// <summary>Whether a moment more may show that something has only begun to run.</summary>
    public bool MayChange => orchestrator.Runners.Any(runner => runner.HasJustBegun);

    /// <summary>Judges every resource that is shown and has a life.</summary>
    public IReadOnlyList<ResourceReadiness> Judge()
    {
        var judged = model.Resources.Where(HasLife).Select(r => (Resource: r, States: States(r))).Where(x => !x.States.Any(s => s.IsHidden))
            .Select(x => Judge(x.Resource, x.States)).ToArray();
        while (true)
        {
            var failed = judged.Where(j => j.Verdict == Verdict.Failed).Select(j => j.Resource).ToHashSet();
            var blocked = judged.Select(j => j.Verdict == Verdict.Pending && Blocker(j, failed) is { } blocker
                ? j with { Verdict = Verdict.Failed, Reason = $"waits for {blocker.Name}" }
                : j).ToArray();
            if (blocked.SequenceEqual(judged))
            {
                return judged;
            }

            judged = blocked;
        }
    }

    private static bool HasLife(IResource resource) =>
        resource is not (ParameterResource or ConnectionStringResource or ExternalServiceResource or IResourceWithoutLifetime);

    private static IResource? Blocker(ResourceReadiness waiting, HashSet<IResource> failed) =>
        waiting.State == KnownResourceStates.Waiting
            ? waiting.Resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource).FirstOrDefault(failed.Contains)
            : null;

    private CustomResourceSnapshot[] States(IResource resource) =>
        [.. resource.GetInstanceNames().Select(name => notifications.TryGetCurrentState(name, out var state) ? state.Snapshot : SnapshotDefaults.Initial(resource))];

    private ResourceReadiness Judge(IResource resource, CustomResourceSnapshot[] states)
    {
        var worst = states.Select(s => (Snapshot: s, Verdict: Judge(resource, s))).OrderByDescending(x => x.Verdict == Verdict.Failed).ThenByDescending(x => x.Verdict == Verdict.Pending).First();
        return new ResourceReadiness(
            resource,
            worst.Snapshot.State?.Text ?? "",
            worst.Verdict,
            worst.Verdict is Verdict.Healthy or Verdict.NotAwaited ? null : Reason(worst.Snapshot),
            worst.Snapshot.Urls.Where(u => !u.IsInternal).Select(u => u.Url).FirstOrDefault());
    }

    private Verdict Judge(IResource resource, CustomResourceSnapshot snapshot)
    {
        var state = snapshot.State?.Text;
        var runners = orchestrator.Runners.Where(r => r.Resource == resource).ToArray();
        return snapshot.HealthStatus == HealthStatus.Healthy && snapshot.ResourceReadyEvent is { EventTask: var ready }
                ? !ready.IsCompletedSuccessfully ? Verdict.Failed : runners.Any(r => r.IsUnproven) ? Verdict.Pending : Verdict.Healthy
            : state == KnownResourceStates.Finished ? Verdict.Healthy
            : IsOnDemand(resource) && !IsStarted(state) ? Verdict.NotAwaited
            : state == KnownResourceStates.FailedToStart || state == KnownResourceStates.RuntimeUnhealthy || runners.Any(r => r.Crashes >= CrashLimit && r.IsUnproven) ? Verdict.Failed
            : Verdict.Pending;
    }

    private static bool IsOnDemand(IResource resource) => resource.HasAnnotationIncludingAncestorsOfType<ExplicitStartupAnnotation>();

    private static bool IsStarted(string? state) =>
        state == KnownResourceStates.Starting || state == KnownResourceStates.Running || state == KnownResourceStates.Waiting;

    private static string Reason(CustomResourceSnapshot snapshot)
    {
        var unhealthy = snapshot.HealthReports.FirstOrDefault(r => r.Status is not (null or HealthStatus.Healthy));
        var reason = snapshot.State?.Text == KnownResourceStates.Running && unhealthy is not null ? unhealthy.Description ?? unhealthy.ExceptionText ?? $"{unhealthy.Name} failed"
            : snapshot.ResourceReadyEvent is { EventTask: { IsFaulted: true } ready } ? ready.Exception!.GetBaseException().Message
            : snapshot.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"exit code {code}")
            : snapshot.State?.Text == KnownResourceStates.FailedToStart && Failure(snapshot) is { } failure ? failure
            : snapshot.State?.Text ?? "not started";
        return reason.ReplaceLineEndings("\n").Split('\n')[0];
    }

    private static string? Failure(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(p => p.Name == ResourceStates.FailureProperty)?.Value?.ToString();
}
