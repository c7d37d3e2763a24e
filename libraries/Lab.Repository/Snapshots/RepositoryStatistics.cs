using Lab.Repository.Backends;
using Lab.Repository.Format;

namespace Lab.Repository.Snapshots;

/// <summary>How large a repository is and what it saves.</summary>
/// <param name="Snapshots">How many there are.</param>
/// <param name="SnapshotBytes">Bytes of all files of all snapshots, as if each were stored alone.</param>
/// <param name="Chunks">Chunks that are stored.</param>
/// <param name="ChunkBytes">Bytes in them, unpacked.</param>
/// <param name="PackBytes">Bytes of packs.</param>
/// <param name="OtherBytes">Bytes of index files, manifests and the rest.</param>
/// <param name="Growth">What each snapshot added, oldest first.</param>
public sealed record RepositoryStatistics(
    int Snapshots, long SnapshotBytes, long Chunks, long ChunkBytes, long PackBytes, long OtherBytes, IReadOnlyList<RepositoryGrowth> Growth)
{
    /// <summary>How many times smaller the chunks are than the snapshots alone; 1 when there is nothing.</summary>
    public double Deduplication => ChunkBytes > 0 ? Math.Round((double)SnapshotBytes / ChunkBytes, 2) : 1;

    /// <summary>How many times smaller the packs are than their chunks; 1 when there is nothing.</summary>
    public double Compression => PackBytes > 0 ? Math.Round((double)ChunkBytes / PackBytes, 2) : 1;

    /// <summary>Measures a repository.</summary>
    /// <param name="repository">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="RepositoryException">It cannot be read.</exception>
    public static async Task<RepositoryStatistics> MeasureAsync(BackupRepository repository, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var snapshots = await repository.Snapshots.ListAsync(cancellationToken).ConfigureAwait(false);
        var index = await repository.Index.LoadAsync(cancellationToken).ConfigureAwait(false);
        long other = 0;
        foreach (var prefix in new[] { RepositoryFormat.Index, RepositoryFormat.Snapshots, RepositoryFormat.Keys, RepositoryFormat.Locks })
        {
            other += Sum(await repository.Backend.ListAsync(prefix, cancellationToken).ConfigureAwait(false));
        }

        return new RepositoryStatistics(
            snapshots.Count,
            snapshots.Sum(s => s.Statistics.Bytes),
            index.LiveChunks,
            index.Packs.Where(p => p.Doomed is null).SelectMany(p => p.Blobs).Sum(b => (long)b.RawLength),
            Sum(await repository.Backend.ListAsync(RepositoryFormat.Packs, cancellationToken).ConfigureAwait(false)),
            other,
            [.. snapshots.Select(s => new RepositoryGrowth(s.Id, s.Created, s.Statistics.StoredBytes))]);
    }

    private static long Sum(IEnumerable<BackendObject> objects) => objects.Sum(o => o.Length);
}
