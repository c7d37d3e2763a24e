using Lab.Repository.Format;
using Lab.Repository.Index;
using Lab.Repository.Snapshots;

namespace Lab.Repository.Collection;

/// <summary>The chunks that snapshots refer to.</summary>
internal sealed class LiveChunks(BackupRepository repository)
{
    private readonly HashSet<ChunkId> chunks = [];
    private readonly HashSet<string> marked = [];

    public IReadOnlySet<ChunkId> Chunks => chunks;

    public int Count => chunks.Count;

    /// <summary>How many of them the index does not have.</summary>
    public long MissingFrom(RepositoryIndex index) => chunks.LongCount(id => !index.TryFind(id, out _));

    /// <summary>Marks what snapshots refer to that were not marked before.</summary>
    /// <returns>Whether there were any.</returns>
    /// <exception cref="RepositoryException">A manifest or catalog cannot be read: nothing must be removed then.</exception>
    public async Task<bool> MarkAsync(CancellationToken cancellationToken)
    {
        // The manifests come first: whatever one of them refers to was in the index before it.
        var found = (await repository.Snapshots.ListAsync(cancellationToken).ConfigureAwait(false)).Where(m => !marked.Contains(m.Id)).ToArray();
        if (found.Length == 0)
        {
            return false;
        }

        var index = await repository.Index.LoadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var manifest in found)
        {
            chunks.UnionWith(manifest.Catalog.Select(c => c.Id));
            var catalog = new ChunkStream(repository.Backend, repository.Cipher, index, manifest.Catalog);
            await using (catalog.ConfigureAwait(false))
            {
                try
                {
                    while (await CatalogRecord.ReadAsync(catalog, cancellationToken).ConfigureAwait(false) is { } entry)
                    {
                        foreach (var chunk in entry.Chunks)
                        {
                            chunks.Add(chunk.Id);
                        }
                    }
                }
                catch (InvalidDataException error)
                {
                    throw new RepositoryException(RepositoryError.Damaged, $"snapshot {manifest.Id} has a damaged catalog: {error.Message}.", error);
                }
            }

            marked.Add(manifest.Id);
        }

        return true;
    }
}
