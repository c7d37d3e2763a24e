using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whoever gives a custom resource its life does so now.</summary>
public class InitializeResourceEvent : IDistributedApplicationResourceEvent
{
    /// <summary>Creates the event.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="distributedApplicationEventing">Where the resource's own events are published.</param>
    /// <param name="resourceLoggerService">Where its log is.</param>
    /// <param name="resourceNotificationService">Where its state is published.</param>
    /// <param name="services">The host's services.</param>
    public InitializeResourceEvent(
        IResource resource,
        IDistributedApplicationEventing distributedApplicationEventing,
        ResourceLoggerService resourceLoggerService,
        ResourceNotificationService resourceNotificationService,
        IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(resourceLoggerService);
        Resource = resource;
        Eventing = distributedApplicationEventing;
        Logger = resourceLoggerService.GetLogger(resource);
        Notifications = resourceNotificationService;
        Services = services;
    }

    /// <inheritdoc />
    public IResource Resource { get; }

    /// <summary>Where the resource's own events are published.</summary>
    public IDistributedApplicationEventing Eventing { get; }

    /// <summary>The resource's log.</summary>
    public ILogger Logger { get; }

    /// <summary>Where the resource's state is published.</summary>
    public ResourceNotificationService Notifications { get; }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services { get; }
}
