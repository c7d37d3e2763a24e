using Lab.Repository.Format;
using Lab.Repository.Packs;

namespace Lab.Repository.Verification;

/// <summary>Reads a whole pack and compares every byte with what the index says. For one thread at a time.</summary>
internal sealed class PackCheck(BackupRepository repository) : IDisposable
{
    private readonly BlobReader reader = new(repository.Backend, repository.Cipher);

    /// <summary>Checks a pack.</summary>
    /// <param name="pack">What the index says.</param>
    /// <param name="damaged">Receives the chunks that cannot be read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    public async Task<string?> RunAsync(Pack pack, Action<ChunkId> damaged, CancellationToken cancellationToken)
    {
        var bytes = await repository.Backend.GetAsync(pack.Id.Key, cancellationToken).ConfigureAwait(false);
        if (bytes is null)
        {
            foreach (var chunk in pack.Blobs.SelectMany(b => b.Chunks))
            {
                damaged(chunk.Id);
            }

            return $"{pack.Id.Key} is missing.";
        }

        string? problem = bytes.Length == pack.Length ? null : $"{pack.Id.Key} has {bytes.Length} bytes, it should have {pack.Length}.";
        foreach (var blob in pack.Blobs)
        {
            if (Check(pack, blob, bytes) is { } why)
            {
                problem ??= why;
                foreach (var chunk in blob.Chunks)
                {
                    damaged(chunk.Id);
                }
            }
        }

        return problem ?? CheckFrame(pack, bytes);
    }

    public void Dispose() => reader.Dispose();

    private string? Check(Pack pack, PackBlob blob, byte[] bytes)
    {
        if (blob.Offset + blob.StoredLength > bytes.Length)
        {
            return $"{pack.Id.Key} is cut short.";
        }

        try
        {
            var raw = reader.Decode(pack.Id, blob, bytes.AsSpan((int)blob.Offset, blob.StoredLength)).Span;
            foreach (var chunk in blob.Chunks)
            {
                if (repository.Cipher.Identify(raw[..chunk.Length]) != chunk.Id)
                {
                    return $"{pack.Id.Key} holds other bytes than chunk {chunk.Id} should have.";
                }

                raw = raw[chunk.Length..];
            }

            return null;
        }
        catch (RepositoryException error)
        {
            return error.Message;
        }
    }

    /// <summary>The pack's head and directory are not needed while there is an index, but they are what an index could be made from again.</summary>
    private string? CheckFrame(Pack pack, byte[] bytes)
    {
        try
        {
            var blobs = PackFrame.Read(repository.Cipher, pack.Id, bytes);
            return blobs.Length == pack.Blobs.Length && blobs.Zip(pack.Blobs).All(p => p.First.StoredLength == p.Second.StoredLength && p.First.Chunks.SequenceEqual(p.Second.Chunks))
                ? null
                : $"{pack.Id.Key} has another directory than the index says.";
        }
        catch (InvalidDataException error)
        {
            return $"{pack.Id.Key} is damaged: {error.Message}.";
        }
    }
}
