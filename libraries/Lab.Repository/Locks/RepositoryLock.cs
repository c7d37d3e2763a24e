namespace Lab.Repository.Locks;

/// <summary>A held lock. It is refreshed in the background until it is disposed of.</summary>
internal sealed class RepositoryLock : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(2);

    private readonly LockStore store;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task refreshing;
    private volatile bool lost;

    public RepositoryLock(LockStore store, LockRecord record, TimeProvider time)
    {
        this.store = store;
        this.time = time;
        Record = record;
        refreshing = Task.Run(RefreshAsync);
    }

    public LockRecord Record { get; }

    /// <summary>Checks that nobody broke the lock.</summary>
    /// <exception cref="RepositoryException">It was broken.</exception>
    public async Task EnsureHeldAsync(CancellationToken cancellationToken)
    {
        if (lost || !await store.ExistsAsync(Record, cancellationToken).ConfigureAwait(false))
        {
            throw new RepositoryException(RepositoryError.Locked, "this work's lock was taken for abandoned and broken (was the machine asleep, or did its clock jump?): run it again.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await refreshing.ConfigureAwait(false);
        stopping.Dispose();
        try
        {
            await store.DeleteAsync(Record, CancellationToken.None).ConfigureAwait(false);
        }
        catch (RepositoryException)
        {
            // The storage is gone: the lock goes stale by itself, and an error that is already on its way says more.
        }
    }

    private async Task RefreshAsync()
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token).ConfigureAwait(false))
            {
                try
                {
                    if (!await store.ExistsAsync(Record, stopping.Token).ConfigureAwait(false))
                    {
                        lost = true;
                        return;
                    }

                    await store.WriteAsync(Record with { Refreshed = time.GetUtcNow() }, stopping.Token).ConfigureAwait(false);
                }
                catch (RepositoryException)
                {
                    // A storage that comes back before the lock is stale has done no harm; one that does not fails the work itself.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed of.
        }
    }
}
