using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Running.Orchestration;

/// <summary>Publishes the events in the life of a resource, in Aspire's order, and waits for what the resource waits for.</summary>
internal sealed class ResourceEvents(
    IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    ResourceTree tree,
    IServiceProvider services)
{
    /// <summary>Tells that whoever gives life to the resource should do so; does not wait for it.</summary>
    public Task InitialiseAsync(IResource resource, CancellationToken cancellationToken) => eventing.PublishAsync(
        new InitializeResourceEvent(resource, eventing, loggers, notifications, services),
        EventDispatchBehavior.NonBlockingConcurrent,
        cancellationToken);

    public Task EndpointsAllocatedAsync(IResource resource, CancellationToken cancellationToken) =>
        eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken);

    /// <summary>Tells that a resource is about to start, and waits until it may.</summary>
    public async Task BeforeStartAsync(IResource resource, CancellationToken cancellationToken)
    {
        foreach (var available in tree.Parts(resource).Prepend(resource).OfType<IResourceWithConnectionString>())
        {
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(available, services), cancellationToken).ConfigureAwait(false);
        }

        await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken).ConfigureAwait(false);
        await WaitForDependenciesAsync(resource, cancellationToken).ConfigureAwait(false);
    }

    public async Task StoppedAsync(IResource resource, string instance, CancellationToken cancellationToken)
    {
        if (notifications.TryGetCurrentState(instance, out var state))
        {
            foreach (var stopped in tree.Parts(resource).Prepend(resource))
            {
                try
                {
                    await eventing.PublishAsync(new ResourceStoppedEvent(stopped, services, state), cancellationToken).ConfigureAwait(false);
                }
                catch (Exception error)
                {
                    // A subscriber is foreign code: it must not keep the resource from starting again.
                    loggers.GetLogger(instance).LogError(error, "A subscriber failed after the resource had stopped.");
                }
            }
        }
    }

    /// <summary>Waits for the dependencies, or until somebody starts the resource by hand, which takes it out of the waiting state.</summary>
    private async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var dependencies = notifications.WaitForDependenciesAsync(resource, ending.Token);
        if (!dependencies.IsCompleted)
        {
            var started = notifications.WaitForResourceAsync(resource.Name, e => e.Snapshot.State?.Text != KnownResourceStates.Waiting, ending.Token);
            var first = await Task.WhenAny(dependencies, started).ConfigureAwait(false);
            await ending.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(dependencies, started).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first.ConfigureAwait(false);
            return;
        }

        await dependencies.ConfigureAwait(false);
    }
}
