using System.Buffers.Binary;
using System.Security.Cryptography;
using Lab.Repository.Backends;
using Lab.Repository.Format;

namespace Lab.Repository.Packs;

/// <summary>Reads a pack's head and directory.</summary>
internal static class PackFrame
{
    private const int TailSize = 12;
    private const int LargestDirectory = 256 * 1024 * 1024;

    /// <summary>Reads the directory of a whole pack.</summary>
    /// <exception cref="InvalidDataException">Head, directory or tail are damaged.</exception>
    public static PackBlob[] Read(RepositoryCipher cipher, PackId id, ReadOnlySpan<byte> pack)
    {
        if (pack.Length < PackDirectory.FirstBlob + TailSize || !IsHead(id, pack))
        {
            throw new InvalidDataException("its head is not that of a pack");
        }

        var size = DirectorySize(pack[^TailSize..], pack.Length);
        return Open(cipher, id, pack.Slice(pack.Length - TailSize - size, size));
    }

    /// <summary>Reads the directory of a pack that is stored, and nothing of its blobs.</summary>
    /// <exception cref="InvalidDataException">Head, directory or tail are damaged or missing.</exception>
    /// <exception cref="RepositoryException">The storage cannot be read.</exception>
    public static async Task<PackBlob[]> ReadAsync(IBackend backend, RepositoryCipher cipher, PackId id, long length, CancellationToken cancellationToken)
    {
        var head = await PartAsync(0, PackDirectory.FirstBlob).ConfigureAwait(false);
        if (!IsHead(id, head))
        {
            throw new InvalidDataException("its head is not that of a pack");
        }

        var size = DirectorySize(await PartAsync(length - TailSize, TailSize).ConfigureAwait(false), length);
        return Open(cipher, id, await PartAsync(length - TailSize - size, size).ConfigureAwait(false));

        async Task<byte[]> PartAsync(long offset, int count)
        {
            var part = new byte[count];
            return offset >= 0 && await backend.TryReadAsync(id.Key, offset, part, cancellationToken).ConfigureAwait(false) ? part : throw new InvalidDataException("it is cut short");
        }
    }

    private static bool IsHead(PackId id, ReadOnlySpan<byte> head) => head.StartsWith("LABPACK1"u8) && PackId.Read(head[8..]) == id;

    private static int DirectorySize(ReadOnlySpan<byte> tail, long packLength)
    {
        var size = BinaryPrimitives.ReadInt32LittleEndian(tail);
        return tail.EndsWith("LABPEND1"u8) && size > RepositoryFormat.TagSize && size <= Math.Min(packLength - PackDirectory.FirstBlob - TailSize, LargestDirectory)
            ? size
            : throw new InvalidDataException("its tail is not that of a pack");
    }

    private static PackBlob[] Open(RepositoryCipher cipher, PackId id, ReadOnlySpan<byte> directory)
    {
        var packed = new byte[directory.Length - RepositoryFormat.TagSize];
        Span<byte> nonce = stackalloc byte[12];
        nonce.Fill(0xff);
        using var aes = cipher.ForPack(id);
        try
        {
            aes.Decrypt(nonce, directory[..packed.Length], directory[packed.Length..], packed);
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new InvalidDataException("the seal of its directory is broken", error);
        }

        using var codec = new BlobCodec();
        var reader = new ByteReader(codec.Unpack(packed, LargestDirectory));
        var blobs = PackDirectory.Read(ref reader);
        return reader.AtEnd ? blobs : throw new InvalidDataException("its directory has bytes left over");
    }
}
