using System.Buffers.Binary;
using System.Text;

namespace Lab.Repository.Format;

/// <summary>Reads what <see cref="ByteWriter"/> writes and refuses what it would not have written.</summary>
/// <param name="bytes">The record.</param>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool AtEnd => rest.IsEmpty;

    public readonly int Left => rest.Length;

    public byte Byte() => Take(1)[0];

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            if (shift == 63 && next > 1)
            {
                break;
            }

            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number is too long");
    }

    /// <summary>A number that counts things of at least <paramref name="size"/> bytes each that follow, so that a damaged one asks for no memory.</summary>
    public int Count(int size)
    {
        var value = Varint();
        return value <= (ulong)(rest.Length / size) ? (int)value : throw new InvalidDataException("a count is larger than the record");
    }

    public int Length(int largest)
    {
        var value = Varint();
        return value <= (ulong)largest ? (int)value : throw new InvalidDataException("a length is out of range");
    }

    public ChunkId Id() => ChunkId.Read(Take(ChunkId.Size));

    public string Text() => Encoding.UTF8.GetString(Take(Count(1)));

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length)
        {
            throw new InvalidDataException("a record ends early");
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
