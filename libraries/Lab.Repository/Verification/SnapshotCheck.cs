using Lab.Repository.Format;
using Lab.Repository.Index;
using Lab.Repository.Snapshots;

namespace Lab.Repository.Verification;

/// <summary>Follows snapshots to their chunks.</summary>
/// <param name="repository">The repository.</param>
/// <param name="index">Where chunks lie; what is damaged is marked in it.</param>
internal sealed class SnapshotCheck(BackupRepository repository, RepositoryIndex index)
{
    private readonly HashSet<ChunkId> bad = [];
    private readonly List<string> problems = [];
    private readonly List<string> affected = [];

    /// <summary>Chunks that snapshots need and that are missing or damaged.</summary>
    public IReadOnlySet<ChunkId> Bad => bad;

    /// <summary>One line for each file, and for each catalog.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Ids of snapshots that cannot be restored whole.</summary>
    public IReadOnlyList<string> Affected => affected;

    public async Task RunAsync(SnapshotManifest manifest, CancellationToken cancellationToken)
    {
        var before = problems.Count;
        try
        {
            if (Count(manifest.Catalog) is > 0 and var missing)
            {
                problems.Add($"snapshot {manifest.Id}: {missing} chunks of its catalog are missing or damaged.");
            }
            else
            {
                await CheckFilesAsync(manifest, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is InvalidDataException or RepositoryException { Error: RepositoryError.Damaged })
        {
            bad.UnionWith(manifest.Catalog.Select(c => c.Id));
            problems.Add($"snapshot {manifest.Id}: its catalog cannot be read: {error.Message}");
        }

        if (problems.Count > before)
        {
            affected.Add(manifest.Id);
        }
    }

    private async Task CheckFilesAsync(SnapshotManifest manifest, CancellationToken cancellationToken)
    {
        var catalog = new ChunkStream(repository.Backend, repository.Cipher, index, manifest.Catalog);
        await using (catalog.ConfigureAwait(false))
        {
            while (await CatalogRecord.ReadAsync(catalog, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                if (Count(entry.Chunks) is > 0 and var missing)
                {
                    problems.Add($"snapshot {manifest.Id}: '{entry.Entry.Path}' has {missing} chunks that are missing or damaged.");
                }
            }
        }
    }

    private long Count(IReadOnlyList<ChunkReference> chunks)
    {
        long count = 0;
        foreach (var chunk in chunks)
        {
            if (index.IsDamaged(chunk.Id) || !index.TryFind(chunk.Id, out _))
            {
                bad.Add(chunk.Id);
                count++;
            }
        }

        return count;
    }
}
