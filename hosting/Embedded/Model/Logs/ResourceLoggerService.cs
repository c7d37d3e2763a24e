using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Lab.Hosting.Embedded.Logs;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Holds the resources' logs: their processes' output and what the host says about them. The latest 10,000 lines of each stay in memory.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock watchersGate = new();
    private readonly List<ChannelWriter<LogSubscriber>> watchers = [];
    private readonly TimeProvider timeProvider;
    private readonly IResourceLogSink? sink;
    private readonly CancellationTokenSource disposing = new();
    private bool disposed;

    /// <summary>Creates a service that keeps logs in memory alone.</summary>
    public ResourceLoggerService()
        : this(TimeProvider.System, sink: null)
    {
    }

    internal ResourceLoggerService(TimeProvider timeProvider, IResourceLogSink? sink)
    {
        this.timeProvider = timeProvider;
        this.sink = sink;
    }

    /// <summary>Gets the logger that writes to a resource's log; with replicas, to the log of each.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The logger; errors are marked as such.</returns>
    public ILogger GetLogger(IResource resource)
    {
        var names = Names(resource);
        return names.Length == 1 ? Log(names[0]) : new ReplicatedLogger([.. names.Select(Log)]);
    }

    /// <summary>Gets the logger that writes to a resource's log.</summary>
    /// <param name="resourceName">The resource's name, or a replica's.</param>
    /// <returns>The logger; errors are marked as such.</returns>
    public ILogger GetLogger(string resourceName) => Log(resourceName);

    /// <summary>Gets the lines that are kept of a resource's log.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The lines in order, in batches; it ends after the last.</returns>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource) => Merge(Names(resource), GetAllAsync);

    /// <summary>Gets the lines that are kept of a resource's log.</summary>
    /// <param name="resourceName">The resource's name, or a replica's.</param>
    /// <returns>The lines in order, in batches; it ends after the last.</returns>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return Log(resourceName).Snapshot();
    }

    /// <summary>Follows a resource's log: first the lines that are kept, then each as it is written.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The lines in order, in batches; it ends when the log is completed.</returns>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => Merge(Names(resource), WatchAsync);

    /// <summary>Follows a resource's log: first the lines that are kept, then each as it is written.</summary>
    /// <param name="resourceName">The resource's name, or a replica's.</param>
    /// <returns>The lines in order, in batches; it ends when the log is completed.</returns>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => Log(resourceName).WatchAsync();

    /// <summary>Tells when a log gets its first reader and when it loses its last.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The changes, starting with the logs that have readers now.</returns>
    public async IAsyncEnumerable<LogSubscriber> WatchAnySubscribersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(disposing.Token, cancellationToken);
        var channel = Channel.CreateUnbounded<LogSubscriber>();
        lock (watchersGate)
        {
            watchers.Add(channel.Writer);
        }

        try
        {
            foreach (var (name, log) in logs)
            {
                if (log.HasReaders)
                {
                    yield return new LogSubscriber(name, AnySubscribers: true);
                }
            }

            await foreach (var change in channel.Reader.ReadAllAsync(ending.Token).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            lock (watchersGate)
            {
                watchers.Remove(channel.Writer);
            }
        }
    }

    /// <summary>Ends a resource's log: its readers end, later lines are dropped.</summary>
    /// <param name="resource">The resource.</param>
    public void Complete(IResource resource) => Array.ForEach(Names(resource), Complete);

    /// <summary>Ends a resource's log: its readers end, later lines are dropped.</summary>
    /// <param name="name">The resource's name, or a replica's.</param>
    public void Complete(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (logs.TryGetValue(name, out var log))
        {
            log.Complete();
        }
    }

    /// <summary>Forgets the lines that are kept of a resource's log.</summary>
    /// <param name="resourceName">The resource's name, or a replica's.</param>
    public void ClearBacklog(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        if (logs.TryGetValue(resourceName, out var log))
        {
            log.Clear();
        }
    }

    /// <summary>Ends all logs.</summary>
    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        foreach (var log in logs.Values)
        {
            log.Complete();
        }

        // The source itself is left to the collector: an enumeration may still read its token.
        disposing.Cancel();
        GC.SuppressFinalize(this);
    }

    /// <summary>The log as such, for what writes lines of a process.</summary>
    internal ResourceLog Log(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        return logs.GetOrAdd(
            resourceName,
            static (name, service) => new ResourceLog(name, service.timeProvider, service.sink) { ReadersChanged = service.TellWatchers },
            this);
    }

    private static string[] Names(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.GetInstanceNames();
    }

    private static IAsyncEnumerable<IReadOnlyList<LogLine>> Merge(string[] names, Func<string, IAsyncEnumerable<IReadOnlyList<LogLine>>> read) =>
        names.Length == 1 ? read(names[0]) : MergeAsync(names, read);

    private static async IAsyncEnumerable<IReadOnlyList<LogLine>> MergeAsync(
        string[] names,
        Func<string, IAsyncEnumerable<IReadOnlyList<LogLine>>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<IReadOnlyList<LogLine>>(names.Length);
        var pumps = Task.WhenAll(names.Select(PumpAsync)).ContinueWith(
            pumped => channel.Writer.TryComplete(pumped.Exception?.GetBaseException()),
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
        try
        {
            await foreach (var batch in channel.Reader.ReadAllAsync(ending.Token).ConfigureAwait(false))
            {
                yield return batch;
            }
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await pumps.ConfigureAwait(false);
        }

        async Task PumpAsync(string name)
        {
            try
            {
                await foreach (var batch in read(name).WithCancellation(ending.Token).ConfigureAwait(false))
                {
                    await channel.Writer.WriteAsync(batch, ending.Token).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // The reader has gone.
            }
        }
    }

    private void TellWatchers(string name, bool any)
    {
        lock (watchersGate)
        {
            foreach (var watcher in watchers)
            {
                watcher.TryWrite(new LogSubscriber(name, any));
            }
        }
    }
}
