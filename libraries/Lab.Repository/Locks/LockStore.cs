using System.Text.Json;
using Lab.Repository.Backends;
using Lab.Repository.Format;
using Lab.Repository.Snapshots;

namespace Lab.Repository.Locks;

/// <summary>
/// Locks are shared: any number of readers and writers hold one. They keep a collection from removing what they may refer to. A lock whose
/// holder is dead is broken, and a writer whose lock was broken can no longer commit: its snapshot's name is taken by a fence.
/// </summary>
internal sealed class LockStore(IBackend backend, RepositoryCipher cipher, TimeProvider time)
{
    /// <summary>A holder elsewhere that has not spoken for so long is taken for dead.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromMinutes(30);

    public async Task<RepositoryLock> AcquireAsync(LockPurpose purpose, string? snapshot, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var record = new LockRecord(Guid.NewGuid(), purpose, Environment.MachineName, LockHolder.Space, Environment.ProcessId, LockHolder.ProcessStarted, now, now, snapshot);
        await WriteAsync(record, cancellationToken).ConfigureAwait(false);
        return new RepositoryLock(this, record, time);
    }

    /// <summary>All locks that are there, live or not. One that is damaged counts as taken at the beginning of time: nothing is removed while it stays.</summary>
    public async Task<IReadOnlyList<LockRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var records = new List<LockRecord>();
        foreach (var listed in await backend.ListAsync(RepositoryFormat.Locks, cancellationToken).ConfigureAwait(false))
        {
            if (await backend.GetAsync(listed.Key, cancellationToken).ConfigureAwait(false) is not { } bytes)
            {
                continue;
            }

            try
            {
                records.Add(JsonSerializer.Deserialize<LockRecord>(cipher.Open(listed.Key, bytes))!);
            }
            catch (Exception error) when (error is RepositoryException or JsonException)
            {
                if (!IsStale(listed.Modified))
                {
                    throw new RepositoryException(RepositoryError.Locked, $"{listed.Key} cannot be read: wait {Staleness.TotalMinutes:F0} minutes or remove it when nobody uses the repository.", error);
                }

                await backend.DeleteAsync(listed.Key, cancellationToken).ConfigureAwait(false);
            }
        }

        return records;
    }

    /// <summary>Breaks the locks of holders that are dead.</summary>
    /// <returns>The locks that hold.</returns>
    public async Task<IReadOnlyList<LockRecord>> BreakStaleAsync(CancellationToken cancellationToken)
    {
        var live = new List<LockRecord>();
        foreach (var record in await ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!(LockHolder.Lives(record) is { } lives ? !lives : IsStale(record.Refreshed)))
            {
                live.Add(record);
                continue;
            }

            // First the fence, then the lock: a writer that wakes up in between finds its snapshot's name taken.
            if (record.Snapshot is { } snapshot)
            {
                await SnapshotStore.FenceAsync(backend, cipher, snapshot, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            }

            await DeleteAsync(record, cancellationToken).ConfigureAwait(false);
        }

        return live;
    }

    public Task WriteAsync(LockRecord record, CancellationToken cancellationToken)
    {
        var key = Key(record);
        return backend.PutAsync(key, cipher.Seal(key, JsonSerializer.SerializeToUtf8Bytes(record)), onlyIfAbsent: false, cancellationToken);
    }

    public async Task<bool> ExistsAsync(LockRecord record, CancellationToken cancellationToken) =>
        await backend.GetAsync(Key(record), cancellationToken).ConfigureAwait(false) is not null;

    public Task DeleteAsync(LockRecord record, CancellationToken cancellationToken) => backend.DeleteAsync(Key(record), cancellationToken);

    private static string Key(LockRecord record) => RepositoryFormat.Locks + record.Id.ToString("n");

    private bool IsStale(DateTimeOffset refreshed) => (time.GetUtcNow() - refreshed).Duration() > Staleness;
}
