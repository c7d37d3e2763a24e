using Lab.Repository.Packs;

namespace Lab.Repository.Verification;

/// <summary>Reads a whole pack and compares every byte with what the index says. For one thread at a time.</summary>
internal sealed class PackCheck(BackupRepository repository) : IDisposable
{
    private readonly BlobReader reader = new(repository.Backend, repository.Cipher);
    private byte[] buffer = [];

    /// <summary>Checks a pack.</summary>
    /// <param name="pack">What the index says.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    public async Task<PackFinding?> RunAsync(Pack pack, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> bytes;
        if (buffer.Length < pack.Length)
        {
            buffer = GC.AllocateUninitializedArray<byte>((int)Math.Max(pack.Length, PackBuilder.TargetSize + (PackBuilder.TargetSize / 8)));
        }

        var whole = buffer.AsMemory(0, (int)pack.Length);
        if (await repository.Backend.TryReadAsync(pack.Id.Key, 0, whole, cancellationToken).ConfigureAwait(false))
        {
            bytes = whole;
        }
        else if (await repository.Backend.GetAsync(pack.Id.Key, cancellationToken).ConfigureAwait(false) is { } part)
        {
            bytes = part;
        }
        else
        {
            return PackFinding.OfLength(pack, null);
        }

        var problem = PackFinding.OfLength(pack, bytes.Length)?.Problem;
        var damaged = new List<int>();
        foreach (var blob in pack.Blobs)
        {
            if (Check(pack, blob, bytes.Span) is { } why)
            {
                problem ??= why;
                damaged.Add(blob.Ordinal);
            }
        }

        problem ??= CheckFrame(pack, bytes.Span);
        return problem is null ? null : new PackFinding(pack, problem, damaged);
    }

    public void Dispose() => reader.Dispose();

    private string? Check(Pack pack, PackBlob blob, ReadOnlySpan<byte> bytes)
    {
        if (blob.Offset + blob.StoredLength > bytes.Length)
        {
            return $"{pack.Id.Key} is cut short.";
        }

        try
        {
            var raw = reader.Decode(pack.Id, blob, bytes.Slice((int)blob.Offset, blob.StoredLength)).Span;
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
    private string? CheckFrame(Pack pack, ReadOnlySpan<byte> bytes)
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
