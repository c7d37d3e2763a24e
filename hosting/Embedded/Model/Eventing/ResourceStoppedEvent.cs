using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource has come to its end: stopped, finished, exited or failed to start.</summary>
public class ResourceStoppedEvent(IResource resource, IServiceProvider services, ResourceEvent resourceEvent) : IDistributedApplicationResourceEvent
{
    /// <inheritdoc />
    public IResource Resource { get; } = resource;

    /// <inheritdoc cref="IDistributedApplicationResourceEvent.Services" />
    public IServiceProvider Services { get; } = services;

    /// <summary>The state in which it ended.</summary>
    public ResourceEvent ResourceEvent { get; } = resourceEvent;
}
