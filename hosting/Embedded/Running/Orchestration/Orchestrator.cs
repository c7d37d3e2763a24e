using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Lab.Hosting.Embedded.Running.Endpoints;
using Lab.Hosting.Embedded.Running.Launching;
using Lab.Hosting.Embedded.Running.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Running.Orchestration;

/// <summary>Brings the application's resources up, each as soon as what it waits for is there, and down again, users before what they use.</summary>
internal sealed class Orchestrator(
    DistributedApplicationModel model,
    IEnumerable<IResourceLauncher> launchers,
    RunnerFactory runnerFactory,
    RunState runState,
    EndpointAllocator endpoints,
    ResourceEvents events,
    ResourceUrls urls,
    ParameterStates parameters,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    ILogger<Orchestrator> logger) : IHostedService, IAsyncDisposable, IDisposable
{
    private readonly Dictionary<string, ResourceRunner> runners = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private Task created = Task.CompletedTask;
    private Task? stopped;

    /// <summary>Everything the host starts.</summary>
    public IReadOnlyCollection<ResourceRunner> Runners => runners.Values;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await runState.OpenAsync(cancellationToken).ConfigureAwait(false);
        eventing.Subscribe<ResourceEndpointsAllocatedEvent>((e, token) => urls.PublishAsync(e.Resource, token));
        foreach (var parameter in model.Resources.OfType<ParameterResource>())
        {
            await parameters.PublishAsync(parameter).ConfigureAwait(false);
        }

        var kinds = model.Resources.Select(r => (Resource: r, Launcher: launchers.FirstOrDefault(l => l.CanLaunch(r)))).Where(k => k.Launcher is not null).ToArray();
        foreach (var (resource, launcher) in kinds)
        {
            Prepare(resource, launcher!);
        }

        await PublishInitialStatesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (resource, _) in kinds)
        {
            endpoints.Allocate(resource);
        }

        foreach (var (resource, _) in kinds.Where(k => k.Resource.Annotations.OfType<EndpointAnnotation>().Any()))
        {
            await events.EndpointsAllocatedAsync(resource, cancellationToken).ConfigureAwait(false);
        }

        created = StartAllAsync([.. kinds.Select(k => k.Resource).Where(r => !r.HasAnnotationOfType<ExplicitStartupAnnotation>())]);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return stopped ??= StopAllAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        stopping.Dispose();
        foreach (var runner in runners.Values)
        {
            runner.Dispose();
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Ends everything at once.</summary>
    public void Kill()
    {
        foreach (var runner in runners.Values)
        {
            runner.Kill();
        }
    }

    private void Prepare(IResource resource, IResourceLauncher launcher)
    {
        var replicas = resource.GetReplicaCount();
        if (replicas > 1)
        {
            resource.Annotations.Add(new InstanceNamesAnnotation([.. Enumerable.Range(1, replicas).Select(i => $"{resource.Name}.{i}")]));
        }

        var names = resource.GetInstanceNames();
        for (var i = 0; i < names.Length; i++)
        {
            runners[names[i]] = runnerFactory.Create(resource, names[i], i, launcher, restarts: !IsAwaitedForCompletion(resource));
        }

        LifecycleCommands.Add(resource, runners.GetValueOrDefault);
    }

    private bool IsAwaitedForCompletion(IResource resource) => model.Resources
        .SelectMany(r => r.Annotations.OfType<WaitAnnotation>())
        .Any(w => w.Resource == resource && w.WaitType == WaitType.WaitForCompletion);

    private async Task PublishInitialStatesAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources.ToArray())
        {
            var explicitly = resource.HasAnnotationOfType<ExplicitStartupAnnotation>();
            await notifications.PublishUpdateAsync(resource, s => s with
            {
                Relationships = SnapshotDefaults.Relationships(resource),
                HealthReports = ResourceStates.PendingReports(resource),
                State = s.State ?? (explicitly ? KnownResourceStates.NotStarted : null),
            }).ConfigureAwait(false);
            if (!resource.GetInstanceNames().Any(runners.ContainsKey) && resource.IsContainer() && !explicitly)
            {
                await TellNoRuntimeAsync(resource).ConfigureAwait(false);
            }

            await urls.PublishAsync(resource, cancellationToken).ConfigureAwait(false);
            await events.InitialiseAsync(resource, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task TellNoRuntimeAsync(IResource resource)
    {
        loggers.GetLogger(resource).LogError("This resource is a container, and nothing here runs containers: install Docker or Podman.");
        return notifications.PublishUpdateAsync(resource, s => s with
        {
            State = new ResourceStateSnapshot(KnownResourceStates.RuntimeUnhealthy, KnownResourceStateStyles.Error),
        });
    }

    private async Task StartAllAsync(IReadOnlyList<IResource> resources)
    {
        await Task.WhenAll(resources.Select(StartAsync)).ConfigureAwait(false);
        try
        {
            await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), stopping.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            logger.LogError(error, "A subscriber of AfterResourcesCreatedEvent has failed.");
        }
    }

    private async Task StartAsync(IResource resource)
    {
        // Replicas share what comes before the start: the events, and the waits.
        var prepared = new Lazy<Task>(() => PrepareStartAsync(resource));
        foreach (var name in resource.GetInstanceNames())
        {
            await runners[name].StartAsync(token => prepared.Value.WaitAsync(token)).ConfigureAwait(false);
        }
    }

    private async Task PrepareStartAsync(IResource resource)
    {
        endpoints.Forward(resource, index => runners[resource.GetInstanceNames()[index]].IsUp);
        await events.BeforeStartAsync(resource, stopping.Token).ConfigureAwait(false);
    }

    private async Task StopAllAsync(CancellationToken cancellationToken)
    {
        await using var hard = cancellationToken.Register(Kill).ConfigureAwait(false);
        var resources = runners.Values.Select(r => r.Resource).Distinct().ToArray();
        var dependents = StopOrder.Dependents(resources);
        var stops = new Dictionary<IResource, Task>();
        await Task.WhenAll(resources.Select(Stop)).ConfigureAwait(false);
        await stopping.CancelAsync().ConfigureAwait(false);
        await created.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await endpoints.DisposeAsync().ConfigureAwait(false);

        Task Stop(IResource resource)
        {
            if (!stops.TryGetValue(resource, out var stop))
            {
                stops[resource] = stop = StopAfterAsync(resource, dependents[resource].Select(Stop).ToArray());
            }

            return stop;
        }
    }

    private async Task StopAfterAsync(IResource resource, IEnumerable<Task> first)
    {
        await Task.WhenAll(first).ConfigureAwait(false);
        await Task.WhenAll(resource.GetInstanceNames().Select(name => runners[name].CloseAsync())).ConfigureAwait(false);
    }
}
