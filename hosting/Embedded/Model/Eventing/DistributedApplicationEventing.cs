using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>Publishes events to subscribers within this process, in the order in which they subscribed.</summary>
public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private ImmutableList<(Type Event, DistributedApplicationEventSubscription Subscription)> subscriptions = [];

    /// <inheritdoc />
    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new((@event, cancellationToken) => callback((T)@event, cancellationToken)));
    }

    /// <inheritdoc />
    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationResourceEventSubscription(
            resource,
            (@event, cancellationToken) => @event.Resource == resource ? callback((T)@event, cancellationToken) : Task.CompletedTask));
    }

    /// <inheritdoc />
    public void Unsubscribe(DistributedApplicationEventSubscription subscription) =>
        ImmutableInterlocked.Update(ref subscriptions, list => list.RemoveAll(entry => entry.Subscription == subscription));

    /// <inheritdoc />
    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent => PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    /// <inheritdoc />
    public Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(@event);
        var callbacks = subscriptions.Where(entry => entry.Event == typeof(T)).Select(entry => entry.Subscription.Callback).ToArray();
        return dispatchBehavior switch
        {
            EventDispatchBehavior.BlockingSequential => Sequentially(),
            EventDispatchBehavior.BlockingConcurrent => Concurrently(),
            EventDispatchBehavior.NonBlockingSequential => InBackground(Sequentially),
            EventDispatchBehavior.NonBlockingConcurrent => InBackground(Concurrently),
            _ => throw new ArgumentOutOfRangeException(nameof(dispatchBehavior), dispatchBehavior, "Allowed: the values of EventDispatchBehavior."),
        };

        async Task Sequentially()
        {
            foreach (var callback in callbacks)
            {
                await callback(@event, cancellationToken).ConfigureAwait(false);
            }
        }

        Task Concurrently() => Task.WhenAll(callbacks.Select(callback => Task.Run(() => callback(@event, cancellationToken), cancellationToken)));

        Task InBackground(Func<Task> dispatch)
        {
            _ = Task.Run(dispatch, CancellationToken.None);
            return Task.CompletedTask;
        }
    }

    private DistributedApplicationEventSubscription Add<T>(DistributedApplicationEventSubscription subscription)
    {
        ImmutableInterlocked.Update(ref subscriptions, list => list.Add((typeof(T), subscription)));
        return subscription;
    }
}
