using Lab.Repository.Format;
using Lab.Repository.Index;
using Lab.Repository.Packs;

namespace Lab.Repository.Damage;

/// <summary>Finds damage without reading everything, and remembers it.</summary>
internal sealed class DamageFinder(BackupRepository repository)
{
    /// <summary>Compares the sizes of all packs with the index.</summary>
    /// <returns>Whether there was anything new.</returns>
    public async Task<bool> MarkMissingAsync(RepositoryIndex index, CancellationToken cancellationToken)
    {
        var stored = (await repository.Backend.ListAsync(RepositoryFormat.Packs, cancellationToken).ConfigureAwait(false)).ToDictionary(o => o.Key, o => o.Length);
        var found = false;
        foreach (var pack in index.Packs.Where(p => p.Doomed is null))
        {
            var length = stored.GetValueOrDefault(pack.Id.Key);
            var gone = pack.Blobs.Where(b => b.Offset + b.StoredLength > length).Select(b => b.Ordinal).ToArray();
            found |= gone.Length > 0 && await MarkAsync(index, pack.Id, gone, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    /// <summary>Reads some chunks and lets no new snapshot refer to those that are damaged.</summary>
    public async Task DistrustDamagedAsync(RepositoryIndex index, IEnumerable<ChunkId> chunks, CancellationToken cancellationToken)
    {
        using var reader = new BlobReader(repository.Backend, repository.Cipher);
        foreach (var blob in chunks.Where(id => index.TryFind(id, out _)).Select(index.Find).GroupBy(l => (l.Pack.Id, l.Blob.Ordinal)).Select(g => g.First()))
        {
            if (!await IsWholeAsync(reader, blob, cancellationToken).ConfigureAwait(false))
            {
                index.Distrust(blob.Blob.Chunks.Select(c => c.Id));
                await MarkAsync(index, blob.Pack.Id, [blob.Blob.Ordinal], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> IsWholeAsync(BlobReader reader, ChunkLocation blob, CancellationToken cancellationToken)
    {
        try
        {
            var rest = await reader.ReadAsync(blob.Pack.Id, blob.Blob, cancellationToken).ConfigureAwait(false);
            foreach (var chunk in blob.Blob.Chunks)
            {
                if (repository.Cipher.Identify(rest.Span[..chunk.Length]) != chunk.Id)
                {
                    return false;
                }

                rest = rest[chunk.Length..];
            }

            return true;
        }
        catch (RepositoryException error) when (error.Error == RepositoryError.Damaged)
        {
            return false;
        }
    }

    private async Task<bool> MarkAsync(RepositoryIndex index, PackId pack, int[] blobs, CancellationToken cancellationToken)
    {
        var known = index.Damage.GetValueOrDefault(pack);
        if (known is not null && blobs.All(known.Covers))
        {
            return false;
        }

        await repository.Damage.WriteAsync(pack, new DamageMark([.. blobs.Union(known?.Blobs ?? []).Order()]), cancellationToken).ConfigureAwait(false);
        return true;
    }
}
