using System.Buffers.Binary;
using System.Security.Cryptography;
using Lab.Repository.Format;

namespace Lab.Repository.Packs;

/// <summary>A pack in the making, in memory. For one thread at a time.</summary>
internal sealed class PackBuilder : IDisposable
{
    /// <summary>A pack is closed when it has reached this size.</summary>
    public const int TargetSize = 24 * 1024 * 1024;

    private static readonly byte[] Head = "LABPACK1"u8.ToArray();
    private static readonly byte[] Tail = "LABPEND1"u8.ToArray();

    private readonly List<PackBlob> blobs = [];
    private readonly AesGcm cipher;
    private byte[] buffer;
    private int length;

    /// <param name="cipher">The repository's.</param>
    /// <param name="id">An id that was never used before.</param>
    /// <param name="buffer">The buffer of a pack that is no longer needed, to be used again.</param>
    public PackBuilder(RepositoryCipher cipher, PackId id, byte[]? buffer = null)
    {
        Id = id;
        this.cipher = cipher.ForPack(id);
        this.buffer = buffer ?? GC.AllocateUninitializedArray<byte>(TargetSize + (4 * 1024 * 1024));
        Head.CopyTo(this.buffer, 0);
        id.Write(this.buffer.AsSpan(Head.Length));
        length = PackDirectory.FirstBlob;
    }

    public PackId Id { get; }

    public bool IsEmpty => blobs.Count == 0;

    public bool IsFull => length >= TargetSize;

    public byte[] Buffer => buffer;

    /// <summary>Encrypts a blob into the pack.</summary>
    /// <param name="packed">What <see cref="BlobCodec.Pack"/> made.</param>
    /// <param name="chunks">The chunks it holds.</param>
    public PackBlob Add(ReadOnlySpan<byte> packed, BlobChunk[] chunks)
    {
        var stored = packed.Length + RepositoryFormat.TagSize;
        Reserve(stored);
        Span<byte> nonce = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(nonce, (ulong)blobs.Count);
        cipher.Encrypt(nonce, packed, buffer.AsSpan(length, packed.Length), buffer.AsSpan(length + packed.Length, RepositoryFormat.TagSize));
        var blob = new PackBlob(blobs.Count, length, stored, chunks);
        blobs.Add(blob);
        length += stored;
        return blob;
    }

    /// <summary>Writes the directory. Nothing can be added afterwards.</summary>
    /// <returns>What the index has to know, and the pack's bytes, which lie in <see cref="Buffer"/>.</returns>
    public (Pack Pack, ReadOnlyMemory<byte> Content) Close(DateTimeOffset now)
    {
        var writer = new ByteWriter();
        PackDirectory.Write(writer, blobs);
        using var codec = new BlobCodec();
        var packed = new byte[BlobCodec.Bound(writer.Written.Length)];
        var size = codec.Pack(writer.Written, packed);
        Reserve(size + RepositoryFormat.TagSize + 4 + Tail.Length);

        Span<byte> nonce = stackalloc byte[12];
        nonce.Fill(0xff);
        cipher.Encrypt(nonce, packed.AsSpan(0, size), buffer.AsSpan(length, size), buffer.AsSpan(length + size, RepositoryFormat.TagSize));
        length += size + RepositoryFormat.TagSize;
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), size + RepositoryFormat.TagSize);
        Tail.CopyTo(buffer, length + 4);
        length += 4 + Tail.Length;
        return (new Pack(Id, length, now, [.. blobs]), buffer.AsMemory(0, length));
    }

    public void Dispose() => cipher.Dispose();

    private void Reserve(int more)
    {
        if (length + more > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(length + more, buffer.Length + (buffer.Length / 4)));
        }
    }
}
