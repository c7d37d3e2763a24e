using System.Buffers.Binary;

namespace Lab.Repository.Format;

/// <summary>Names a chunk by its content: HMAC-SHA256 under the repository's key, so that contents cannot be guessed from ids.</summary>
/// <param name="A">Bytes 0 to 7, little-endian.</param>
/// <param name="B">Bytes 8 to 15.</param>
/// <param name="C">Bytes 16 to 23.</param>
/// <param name="D">Bytes 24 to 31.</param>
public readonly record struct ChunkId(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Bytes of an id.</summary>
    public const int Size = 32;

    /// <summary>Reads an id.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    /// <returns>The id in the first bytes.</returns>
    public static ChunkId Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));

    /// <summary>Writes the id.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, A);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], B);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], C);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], D);
    }

    /// <inheritdoc/>
    /// <remarks>An id is the output of a keyed hash: any part of it spreads evenly.</remarks>
    public override int GetHashCode() => (int)A;

    /// <summary>The id in hexadecimal.</summary>
    /// <returns>64 lower-case digits.</returns>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
