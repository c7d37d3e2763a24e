using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Endpoints;
using Lab.Hosting.Embedded.Running.Launching;
using Lab.Hosting.Embedded.Running.Processes;

namespace Lab.Hosting.Embedded.Running.Orchestration;

/// <summary>Makes what runs a resource.</summary>
internal sealed class RunnerFactory(
    EndpointAllocator endpoints,
    ResourceEvents events,
    ResourceStates states,
    ResourceLoggerService loggers,
    IEnumerable<IRestartObserver> restartObservers,
    TimeProvider timeProvider,
    Func<double> random)
{
    public ResourceRunner Create(IResource resource, string instance, int index, IResourceLauncher launcher, bool restarts) => new(
        resource,
        instance,
        index,
        restarts,
        launcher,
        endpoints,
        events,
        states,
        loggers.Log(instance),
        [.. restartObservers],
        new RestartBackoff(random),
        timeProvider);
}
