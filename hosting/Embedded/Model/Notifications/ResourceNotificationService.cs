using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Holds the state of every resource, tells its changes, and waits for states.</summary>
public partial class ResourceNotificationService : IDisposable
{
    private readonly ConcurrentDictionary<string, PublishedState> states = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILogger<ResourceNotificationService> logger;
    private readonly IServiceProvider services;
    private readonly ResourceLoggerService resourceLoggers;
    private readonly WaitBehavior defaultWaitBehavior;
    private readonly CancellationTokenSource disposing = new();
    private ImmutableArray<ChannelWriter<ResourceEvent>> watchers = [];

    /// <summary>Creates the service.</summary>
    /// <param name="logger">Logs changes of state (debug).</param>
    /// <param name="hostApplicationLifetime">The host's lifetime.</param>
    /// <param name="serviceProvider">The host's services; <see cref="ResourceNotificationServiceOptions"/> are read from it.</param>
    /// <param name="resourceLoggerService">The logs in which waits are told.</param>
    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger,
        IHostApplicationLifetime hostApplicationLifetime,
        IServiceProvider serviceProvider,
        ResourceLoggerService resourceLoggerService)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(hostApplicationLifetime);
        ArgumentNullException.ThrowIfNull(serviceProvider);
        ArgumentNullException.ThrowIfNull(resourceLoggerService);
        this.logger = logger;
        services = serviceProvider;
        resourceLoggers = resourceLoggerService;
        defaultWaitBehavior = serviceProvider.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior
            ?? WaitBehavior.StopOnResourceUnavailable;
    }

    /// <summary>Gets the state of a resource.</summary>
    /// <param name="resourceId">The resource's name, or the name of a replica.</param>
    /// <param name="resourceEvent">The state, or null when there is none (yet) or when the name means several replicas.</param>
    /// <returns>Whether the state is known.</returns>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        ArgumentNullException.ThrowIfNull(resourceId);
        resourceEvent = null;
        if (!states.TryGetValue(resourceId, out var state) || state.Snapshot is null)
        {
            var instances = states.Values.Where(s => s.Snapshot is not null && IsNamed(s.Resource, resourceId)).Take(2).ToArray();
            state = instances.Length == 1 ? instances[0] : null;
        }

        if (state?.Snapshot is { } snapshot)
        {
            var id = state.Resource.GetInstanceNames() is [var only] ? only : resourceId;
            resourceEvent = new ResourceEvent(state.Resource, id, snapshot);
        }

        return resourceEvent is not null;
    }

    /// <summary>Tells the states of all resources and then every change.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>For each resource, states in the order in which they were published.</returns>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        ImmutableInterlocked.Update(ref watchers, (all, added) => all.Add(added), channel.Writer);
        try
        {
            // States that change between the registration and here come twice: told versions are dropped below.
            var told = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
            foreach (var (id, state) in states)
            {
                if (state.Snapshot is { } snapshot)
                {
                    told[id] = snapshot.Version;
                    yield return new ResourceEvent(state.Resource, id, snapshot);
                }
            }

            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!told.TryGetValue(change.ResourceId, out var version) || change.Snapshot.Version > version)
                {
                    yield return change;
                }
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref watchers, (all, removed) => all.Remove(removed), channel.Writer);
        }
    }

    /// <summary>Changes the state of a resource; with replicas, of each.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="stateFactory">Makes the new state from the last one, which for the first change is the resource's initial state.</param>
    /// <returns>A completed task.</returns>
    public async Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        foreach (var name in resource.GetInstanceNames())
        {
            await PublishUpdateAsync(resource, name, stateFactory).ConfigureAwait(false);
        }
    }

    /// <summary>Changes the state of a resource or of one of its replicas.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="resourceId">The resource's name, or the replica's.</param>
    /// <param name="stateFactory">Makes the new state from the last one, which for the first change is the resource's initial state.</param>
    /// <returns>A completed task.</returns>
    /// <exception cref="InvalidOperationException">The name belongs to another resource.</exception>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(resourceId);
        ArgumentNullException.ThrowIfNull(stateFactory);
        var state = states.GetOrAdd(resourceId, static (_, resource) => new PublishedState(resource), resource);
        if (!ReferenceEquals(state.Resource, resource))
        {
            throw new InvalidOperationException($"The name '{resourceId}' belongs to another resource.");
        }

        lock (state.Gate)
        {
            var previous = state.Snapshot ?? SnapshotDefaults.Initial(resource);
            var next = SnapshotDefaults.WithHealthOfThisRun(previous, stateFactory(previous));
            next = SnapshotDefaults.WithCommandsAndIcon(resource, next, services) with { Version = previous.Version + 1 };
            state.Snapshot = next;
            var change = new ResourceEvent(resource, resourceId, next);
            foreach (var watcher in watchers)
            {
                watcher.TryWrite(change);
            }

            if (next.State?.Text != previous.State?.Text)
            {
                logger.LogDebug("Resource {Resource} changed from {Previous} to {State}", resourceId, previous.State?.Text ?? "no state", next.State?.Text ?? "no state");
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Ends all waits.</summary>
    public void Dispose()
    {
        // The source itself is left to the collector: a wait may still read its token.
        disposing.Cancel();
        GC.SuppressFinalize(this);
    }

    private static bool IsNamed(IResource resource, string name) => string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase);
}
