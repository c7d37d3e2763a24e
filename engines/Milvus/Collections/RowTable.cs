using Lab.Engines.Milvus.Columns;
using Lab.Engines.Milvus.Storage;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Collections;

/// <summary>
/// A collection's rows. Changes are made one after the other: stored, then applied, then published as a new snapshot, which readers take
/// without a lock.
/// </summary>
internal sealed class RowTable(long collection, Schema schema, Store store, MemoryBudget budget, IEnumerable<long> partitionIds) : IDisposable
{
    private const int RowsInOneRecord = 2048;
    private const long LeastDeadToRewrite = 20_000;
    private const int OverheadPerRow = 96;

    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly Dictionary<long, PartitionRows> partitions = partitionIds.ToDictionary(id => id, id => new PartitionRows(id));
    private readonly KeyIndex index = new(schema);
    private volatile Snapshot current = Snapshot.Empty;
    private long version;
    private long bytes;
    private long dead;
    private bool dropped;

    /// <summary>The rows as readers see them now.</summary>
    public Snapshot Current => current;

    /// <summary>The highest integer key that was read at the start; keys that are given out stay above.</summary>
    public long HighestKey { get; private set; }

    /// <summary>The rows of a partition that are not deleted.</summary>
    public long CountOf(long partition) => current.Slices
        .Where(slice => slice.Partition == partition)
        .Sum(slice => slice.Chunk.CountVisible(slice.Count, current.Version));

    public async Task AddPartitionAsync(long partition)
    {
        await writing.WaitAsync().ConfigureAwait(false);
        partitions[partition] = new PartitionRows(partition);
        writing.Release();
    }

    /// <summary>Reads what was stored, at the start.</summary>
    public void Restore(IEnumerable<ChangeRecord> changes)
    {
        foreach (var change in changes)
        {
            var size = SizeOf(change);
            budget.Count(size);
            bytes += size;
            Apply(change);
            if (schema.Primary.IsAutoId)
            {
                var keys = change.Columns.FirstOrDefault(data => data.FieldId == schema.Primary.Id)?.Scalars.LongData?.Data;
                HighestKey = Math.Max(HighestKey, keys is { Count: > 0 } ? keys.Max() : 0);
            }
        }

        Publish();
    }

    /// <summary>Makes a change that may depend on the rows as they are.</summary>
    /// <param name="decide">Makes the change from the rows that are there; nothing changes in between.</param>
    /// <param name="cancellationToken">Gives up waiting for others; a change that began is finished.</param>
    /// <returns>The change.</returns>
    /// <exception cref="CallException">There is no memory left for it, or it cannot be stored.</exception>
    public async Task<ChangeRecord> ChangeAsync(Func<Snapshot, ChangeRecord> decide, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (dropped)
            {
                throw CallException.Unexpected("the collection was dropped meanwhile");
            }

            var change = decide(current);
            if (change.Rows == 0 && change.Deleted is null)
            {
                return change;
            }

            var size = SizeOf(change);
            budget.Take(size);
            try
            {
                await store.CommitAsync(transaction => transaction.Append(collection, change)).ConfigureAwait(false);
            }
            catch (CallException)
            {
                budget.Give(size);
                throw;
            }

            bytes += size;
            Apply(change);
            Publish();
            await RewriteIfWorthwhileAsync().ConfigureAwait(false);
            return change;
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Forgets a partition whose end is stored already.</summary>
    public async Task RemovePartitionAsync(long partition)
    {
        await writing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (partitions.Remove(partition, out var rows))
            {
                index.RemoveAll(partition);
                dead += rows.Chunks.Sum(chunk => chunk.Count);
                Publish();
                await RewriteIfWorthwhileAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Ends the collection after the changes that are under way; none comes after it.</summary>
    /// <param name="store">Stores that it ended.</param>
    public async Task DropAsync(Func<Task> store)
    {
        await writing.WaitAsync().ConfigureAwait(false);
        try
        {
            await store().ConfigureAwait(false);
            dropped = true;
            budget.Give(bytes);
            current = Snapshot.Empty;
            partitions.Clear();
            index.Clear();
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();

    private static long SizeOf(ChangeRecord change) =>
        (change.Rows * (long)OverheadPerRow) + (change.Columns.Sum(column => (long)column.CalculateSize()) * 5 / 4);

    private void Apply(ChangeRecord change)
    {
        version++;
        foreach (var location in change.Deleted is null ? [] : index.Remove(change.Deleted, change.DeletedIn))
        {
            Delete(location);
        }

        if (change.Rows == 0)
        {
            return;
        }

        // Rows of a partition that is gone still took the place of older rows with the same keys.
        var isGone = !partitions.TryGetValue(change.Partition, out var rows);
        rows ??= new PartitionRows(change.Partition);
        for (var from = 0; from < change.Rows;)
        {
            var chunk = rows.Open(schema, (int)change.Rows - from);
            var first = chunk.Count;
            from += chunk.Append(change.Columns, from, (int)change.Rows - from);
            for (var row = first; row < chunk.Count; row++)
            {
                rows.Alive++;
                if (index.Put(new RowLocation(rows, chunk, row)) is { } before)
                {
                    Delete(before);
                }
            }
        }

        if (isGone)
        {
            index.RemoveAll(change.Partition);
            dead += change.Rows;
        }
    }

    private void Delete(RowLocation location)
    {
        location.Chunk.Delete(location.Row, version);
        location.Partition.Alive--;
        dead++;
    }

    private void Publish() =>
        current = new Snapshot(version, [.. partitions.Values.SelectMany(rows => rows.Chunks.Select(chunk => new Slice(rows.Id, chunk, chunk.Count)))]);

    // Half of what is stored and held is of no use any more: writes the rest anew.
    private async Task RewriteIfWorthwhileAsync()
    {
        if (dead < LeastDeadToRewrite || dead < partitions.Values.Sum(rows => rows.Alive))
        {
            return;
        }

        var old = current;
        try
        {
            await store.CommitAsync(transaction =>
            {
                transaction.RemoveChanges(collection);
                foreach (var change in Live(old))
                {
                    transaction.Append(collection, change);
                }
            }).ConfigureAwait(false);
        }
        catch (CallException)
        {
            // The old rows are still stored; the next change tries again.
            return;
        }

        var ids = partitions.Keys.ToList();
        partitions.Clear();
        index.Clear();
        ids.ForEach(id => partitions[id] = new PartitionRows(id));
        budget.Give(bytes);
        bytes = 0;
        dead = 0;
        foreach (var change in Live(old))
        {
            var size = SizeOf(change);
            budget.Count(size);
            bytes += size;
            Apply(change);
        }

        Publish();
    }

    private IEnumerable<ChangeRecord> Live(Snapshot snapshot)
    {
        foreach (var slice in snapshot.Slices)
        {
            for (var from = 0; from < slice.Count; from += RowsInOneRecord)
            {
                var visible = Enumerable.Range(from, Math.Min(RowsInOneRecord, slice.Count - from)).Where(row => slice.Chunk.IsVisible(row, snapshot.Version)).ToList();
                if (visible.Count > 0)
                {
                    var columns = schema.Fields.Select(field => Gather(slice.Chunk.Column(field), visible));
                    yield return new ChangeRecord { Partition = slice.Partition, Rows = (uint)visible.Count, Columns = { columns } };
                }
            }
        }
    }

    private static FieldData Gather(Column column, List<int> rows)
    {
        var data = column.NewData();
        rows.ForEach(row => column.Append(data, row));
        return data;
    }
}
