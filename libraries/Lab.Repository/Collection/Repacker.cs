using Lab.Repository.Format;
using Lab.Repository.Packs;
using Lab.Repository.Pipeline;

namespace Lab.Repository.Collection;

/// <summary>Writes the chunks of packs that are still in use into new packs.</summary>
internal sealed class Repacker(BackupRepository repository, PackWriter packs) : IDisposable
{
    private readonly BlobReader reader = new(repository.Backend, repository.Cipher);
    private readonly BlobCodec codec = new();
    private readonly List<BlobChunk> chunks = [];
    private readonly MemoryStream raw = new();
    private bool isCatalog;

    /// <summary>Takes over the chunks of a pack that <paramref name="isWanted"/> names.</summary>
    /// <exception cref="RepositoryException">The pack is damaged or lies in an archive; what was taken over before is harmless.</exception>
    public async Task AddAsync(Pack pack, Func<ChunkId, PackBlob, bool> isWanted, CancellationToken cancellationToken)
    {
        if (pack.Id.IsCatalog != isCatalog)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
            isCatalog = pack.Id.IsCatalog;
        }

        foreach (var blob in pack.Blobs)
        {
            if (!blob.Chunks.Any(c => isWanted(c.Id, blob)))
            {
                continue;
            }

            var bytes = await reader.ReadAsync(pack.Id, blob, cancellationToken).ConfigureAwait(false);
            var offset = 0;
            foreach (var chunk in blob.Chunks)
            {
                if (isWanted(chunk.Id, blob))
                {
                    Take(pack, chunk, bytes.Span.Slice(offset, chunk.Length));
                }

                offset += chunk.Length;
            }

            if (raw.Length >= Segment.TargetSize)
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (chunks.Count == 0)
        {
            return;
        }

        var packed = new byte[BlobCodec.Bound((int)raw.Length)];
        var size = codec.Pack(raw.GetBuffer().AsSpan(0, (int)raw.Length), packed);
        await packs.AddAsync(packed.AsMemory(0, size), [.. chunks], isCatalog, cancellationToken).ConfigureAwait(false);
        chunks.Clear();
        raw.SetLength(0);
    }

    public void Dispose()
    {
        reader.Dispose();
        codec.Dispose();
        raw.Dispose();
    }

    private void Take(Pack pack, BlobChunk chunk, ReadOnlySpan<byte> bytes)
    {
        if (repository.Cipher.Identify(bytes) != chunk.Id)
        {
            throw new RepositoryException(RepositoryError.Damaged, $"{pack.Id.Key} holds other bytes than chunk {chunk.Id} should have.");
        }

        chunks.Add(chunk);
        raw.Write(bytes);
    }
}
