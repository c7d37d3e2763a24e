using System.Buffers.Binary;
using System.Security.Cryptography;
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
        if (pack.Length < PackDirectory.FirstBlob + TailSize + RepositoryFormat.TagSize || !pack.StartsWith("LABPACK1"u8) || PackId.Read(pack[8..]) != id || !pack.EndsWith("LABPEND1"u8))
        {
            throw new InvalidDataException("its head or tail is not that of a pack");
        }

        var size = BinaryPrimitives.ReadInt32LittleEndian(pack[^TailSize..]);
        if (size <= RepositoryFormat.TagSize || size > pack.Length - PackDirectory.FirstBlob - TailSize)
        {
            throw new InvalidDataException("its directory has no valid length");
        }

        var directory = pack.Slice(pack.Length - TailSize - size, size);
        var packed = new byte[size - RepositoryFormat.TagSize];
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
