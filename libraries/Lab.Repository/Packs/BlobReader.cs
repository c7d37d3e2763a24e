using System.Buffers.Binary;
using System.Security.Cryptography;
using Lab.Repository.Backends;
using Lab.Repository.Format;

namespace Lab.Repository.Packs;

/// <summary>Reads blobs: fetches, decrypts, unpacks. For one thread at a time; its buffers are used again for the next blob.</summary>
internal sealed class BlobReader(IBackend backend, RepositoryCipher repository) : IDisposable
{
    private readonly BlobCodec codec = new();
    private byte[] ciphertext = [];
    private byte[] packed = [];
    private byte[] raw = [];
    private AesGcm? cipher;
    private PackId opened;

    /// <summary>Reads a blob from the repository.</summary>
    /// <returns>Its chunks, one behind the other, until the next call. They are not yet compared with their ids.</returns>
    /// <exception cref="RepositoryException">It is missing or damaged.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(PackId pack, PackBlob blob, CancellationToken cancellationToken)
    {
        Grow(ref ciphertext, blob.StoredLength);
        var target = ciphertext.AsMemory(0, blob.StoredLength);
        if (!await backend.TryReadAsync(pack.Key, blob.Offset, target, cancellationToken).ConfigureAwait(false))
        {
            throw new RepositoryException(RepositoryError.Damaged, $"{pack.Key} is missing or cut short.");
        }

        return Decode(pack, blob, target.Span);
    }

    /// <summary>Decrypts and unpacks a blob that was fetched already, for example with its whole pack.</summary>
    /// <exception cref="RepositoryException">It is damaged.</exception>
    public ReadOnlyMemory<byte> Decode(PackId pack, PackBlob blob, ReadOnlySpan<byte> stored)
    {
        var size = Decrypt(pack, blob, stored);
        Grow(ref raw, blob.RawLength);
        try
        {
            codec.Unpack(packed.AsSpan(0, size), raw.AsSpan(0, blob.RawLength));
        }
        catch (InvalidDataException error)
        {
            throw Damaged(pack, blob, error.Message, error);
        }

        return raw.AsMemory(0, blob.RawLength);
    }

    /// <summary>Decrypts a blob and leaves it packed, to be stored elsewhere as it is.</summary>
    /// <returns>The packed bytes, until the next call.</returns>
    /// <exception cref="RepositoryException">It is damaged.</exception>
    public ReadOnlyMemory<byte> LastPacked(PackBlob blob) => packed.AsMemory(0, blob.StoredLength - RepositoryFormat.TagSize);

    public void Dispose()
    {
        codec.Dispose();
        cipher?.Dispose();
    }

    private static RepositoryException Damaged(PackId pack, PackBlob blob, string why, Exception error) =>
        new(RepositoryError.Damaged, $"{pack.Key} is damaged at byte {blob.Offset}: {why}.", error);

    private static void Grow(ref byte[] buffer, int size)
    {
        if (buffer.Length < size)
        {
            buffer = GC.AllocateUninitializedArray<byte>(Math.Max(size, 2 * 1024 * 1024));
        }
    }

    private int Decrypt(PackId pack, PackBlob blob, ReadOnlySpan<byte> stored)
    {
        if (cipher is null || opened != pack)
        {
            cipher?.Dispose();
            cipher = repository.ForPack(pack);
            opened = pack;
        }

        var size = stored.Length - RepositoryFormat.TagSize;
        Grow(ref packed, size);
        Span<byte> nonce = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(nonce, (ulong)blob.Ordinal);
        try
        {
            cipher.Decrypt(nonce, stored[..size], stored[size..], packed.AsSpan(0, size));
            return size;
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw Damaged(pack, blob, "its seal is broken", error);
        }
    }
}
