using System.Globalization;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    /// <summary>Waits until a resource is in a state.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="targetState">The state; <see cref="KnownResourceStates.Running"/> when null or empty.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that completes in that state.</returns>
    /// <exception cref="OperationCanceledException">The wait was given up; the message tells the resource's state.</exception>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [string.IsNullOrEmpty(targetState) ? KnownResourceStates.Running : targetState], cancellationToken);

    /// <summary>Waits until a resource is in one of several states.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="targetStates">The states.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The state reached.</returns>
    /// <exception cref="OperationCanceledException">The wait was given up; the message tells the resource's state.</exception>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var wanted = targetStates.ToArray();
        var reached = await WaitAsync(
            resourceName,
            e => e.Snapshot.State?.Text is { Length: > 0 } text && wanted.Contains(text, StringComparer.OrdinalIgnoreCase),
            $"reach one of the states {string.Join(", ", wanted)}",
            cancellationToken).ConfigureAwait(false);
        return reached.Snapshot.State!.Text;
    }

    /// <summary>Waits until the state of a resource fulfils a condition.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="predicate">The condition; asked for the present state and for each one that follows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The state that fulfils it.</returns>
    /// <exception cref="OperationCanceledException">The wait was given up; the message tells the resource's state.</exception>
    public Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default) =>
        WaitAsync(resourceName, predicate, "fulfil the condition", cancellationToken);

    /// <summary>Waits until a resource is healthy and what was to be done then (<see cref="ResourceReadyEvent"/>) is done.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The healthy state.</returns>
    /// <remarks>A resource without health checks is healthy when it runs. <see cref="ResourceNotificationServiceOptions.DefaultWaitBehavior"/> says what happens when it ends.</remarks>
    /// <exception cref="OperationCanceledException">The wait was given up; the message tells the resource's state.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, defaultWaitBehavior, cancellationToken);

    /// <summary>Waits until a resource is healthy and what was to be done then (<see cref="ResourceReadyEvent"/>) is done.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="waitBehavior">What happens when the resource has ended or failed to start: go on waiting, or throw.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The healthy state.</returns>
    /// <exception cref="DistributedApplicationException">The resource has ended or failed to start.</exception>
    /// <exception cref="OperationCanceledException">The wait was given up; the message tells the resource's state.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var reached = await WaitAsync(
            resourceName,
            e => IsHealthy(e) || (IsUnavailable(e) && Stops(waitBehavior)),
            "become healthy",
            cancellationToken).ConfigureAwait(false);
        return IsHealthy(reached)
            ? await WaitUntilReadyAsync(reached.Resource.Name, reached.ResourceId, cancellationToken).ConfigureAwait(false)
            : throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy: its state is '{reached.Snapshot.State?.Text}'{WithExitCode(reached)}.");
    }

    /// <summary>Waits for all that a resource waits for (WaitFor, WaitForStart, WaitForCompletion).</summary>
    /// <param name="resource">The resource. It is shown as waiting meanwhile.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that completes when the resource may start.</returns>
    /// <exception cref="DistributedApplicationException">What it waits for has ended or failed to start, and the wait's behaviour is to stop then.</exception>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var waits = resource.Annotations.OfType<WaitAnnotation>().Where(w => w.Resource is not IResourceWithoutLifetime).ToArray();
        if (waits.Length == 0)
        {
            return;
        }

        // Replicas that run already keep their state.
        await PublishUpdateAsync(
            resource,
            s => s.State?.Text is null || s.State.Text == KnownResourceStates.Starting ? s with { State = KnownResourceStates.Waiting } : s).ConfigureAwait(false);

        var log = resourceLoggers.GetLogger(resource);
        await Task.WhenAll(
            from wait in waits
            from instance in wait.Resource.GetInstanceNames()
            select WaitForDependencyAsync(log, wait, instance, cancellationToken)).ConfigureAwait(false);
    }

    private async Task WaitForDependencyAsync(ILogger log, WaitAnnotation wait, string instance, CancellationToken cancellationToken)
    {
        var name = wait.Resource.Name;
        log.LogInformation("Waiting for resource '{Resource}' {Condition}.", instance, Condition(wait));
        try
        {
            if (wait.WaitType == WaitType.WaitForCompletion)
            {
                await WaitForCompletionAsync(name, instance, wait.ExitCode, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await WaitForRunningAsync(name, instance, wait.WaitBehavior ?? defaultWaitBehavior, cancellationToken).ConfigureAwait(false);
                if (wait.WaitType == WaitType.WaitUntilHealthy)
                {
                    await WaitAsync(name, e => e.ResourceId == instance && IsHealthy(e), "become healthy", cancellationToken).ConfigureAwait(false);
                    await WaitUntilReadyAsync(name, instance, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (DistributedApplicationException error)
        {
            log.LogError("{Error}", error.Message);
            throw;
        }

        log.LogInformation("Finished waiting for resource '{Resource}'.", instance);
    }

    private async Task WaitForRunningAsync(string name, string instance, WaitBehavior behaviour, CancellationToken cancellationToken)
    {
        var reached = await WaitAsync(
            name,
            e => e.ResourceId == instance && (e.Snapshot.State?.Text == KnownResourceStates.Running || (IsUnavailable(e) && Stops(behaviour))),
            "start",
            cancellationToken).ConfigureAwait(false);
        if (reached.Snapshot.State?.Text == KnownResourceStates.FailedToStart)
        {
            throw new DistributedApplicationException($"Dependency resource '{instance}' failed to start.");
        }

        if (IsUnavailable(reached))
        {
            throw new DistributedApplicationException($"Resource '{instance}' has entered the '{reached.Snapshot.State?.Text}' state prematurely{WithExitCode(reached)}.");
        }
    }

    private async Task WaitForCompletionAsync(string name, string instance, int exitCode, CancellationToken cancellationToken)
    {
        var ended = await WaitAsync(
            name,
            e => e.ResourceId == instance && (KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text) || e.Snapshot.ExitCode is not null),
            "end",
            cancellationToken).ConfigureAwait(false);
        if (ended.Snapshot.State?.Text == KnownResourceStates.FailedToStart)
        {
            throw new DistributedApplicationException($"Dependency resource '{instance}' failed to start.");
        }

        if (ended.Snapshot.ExitCode is { } code && code != exitCode)
        {
            throw new DistributedApplicationException($"Resource '{instance}' has entered the '{ended.Snapshot.State?.Text}' state with exit code '{code}', expected '{exitCode}'.");
        }
    }

    private async Task<ResourceEvent> WaitUntilReadyAsync(string name, string instance, CancellationToken cancellationToken)
    {
        var ready = await WaitAsync(
            name,
            e => e.ResourceId == instance && e.Snapshot.ResourceReadyEvent is not null,
            "get ready",
            cancellationToken).ConfigureAwait(false);
        await ready.Snapshot.ResourceReadyEvent!.EventTask.WaitAsync(cancellationToken).ConfigureAwait(false);
        return ready;
    }

    private async Task<ResourceEvent> WaitAsync(string resourceName, Func<ResourceEvent, bool> predicate, string purpose, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        ArgumentNullException.ThrowIfNull(predicate);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(disposing.Token, cancellationToken);
        try
        {
            await foreach (var change in WatchAsync(ending.Token).ConfigureAwait(false))
            {
                if (IsNamed(change.Resource, resourceName) && predicate(change))
                {
                    return change;
                }
            }
        }
        catch (OperationCanceledException error)
        {
            throw new OperationCanceledException(DescribeGivenUp(resourceName, purpose), error, cancellationToken.IsCancellationRequested ? cancellationToken : error.CancellationToken);
        }

        throw new OperationCanceledException(DescribeGivenUp(resourceName, purpose));
    }

    private string DescribeGivenUp(string resourceName, string purpose)
    {
        var text = new StringBuilder($"Resource '{resourceName}' did not {purpose} before the wait was given up.");
        if (!TryGetCurrentState(resourceName, out var current))
        {
            return text.Append(" Its state is not known.").ToString();
        }

        var snapshot = current.Snapshot;
        text.Append(CultureInfo.InvariantCulture, $" State: {snapshot.State?.Text ?? "none"}{WithExitCode(current)}; health: {snapshot.HealthStatus?.ToString() ?? "unknown"}.");
        foreach (var report in snapshot.HealthReports)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"- {report.Name}: {report.Status?.ToString() ?? "not checked yet"}");
            if ((report.Description ?? report.ExceptionText) is { Length: > 0 } reason)
            {
                text.Append(": ").Append(reason.ReplaceLineEndings("\n").Split('\n')[0]);
            }
        }

        return text.ToString();
    }

    private static string Condition(WaitAnnotation wait) => wait.WaitType switch
    {
        WaitType.WaitForCompletion => string.Create(CultureInfo.InvariantCulture, $"to complete with exit code {wait.ExitCode}"),
        WaitType.WaitUntilStarted => "to start",
        WaitType.WaitUntilHealthy => "to become healthy",
        _ => throw new DistributedApplicationException($"Unexpected wait type: {wait.WaitType}"),
    };

    private static bool Stops(WaitBehavior behaviour) => behaviour switch
    {
        WaitBehavior.StopOnResourceUnavailable => true,
        WaitBehavior.WaitOnResourceUnavailable => false,
        _ => throw new DistributedApplicationException($"Unexpected wait behavior: {behaviour}"),
    };

    private static bool IsHealthy(ResourceEvent e) => e.Snapshot.HealthStatus == HealthStatus.Healthy;

    private static bool IsUnavailable(ResourceEvent e) =>
        e.Snapshot.State?.Text is { } text && (KnownResourceStates.TerminalStates.Contains(text) || text == KnownResourceStates.RuntimeUnhealthy);

    private static string WithExitCode(ResourceEvent e) =>
        e.Snapshot.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $" (exit code {code})") : "";
}
