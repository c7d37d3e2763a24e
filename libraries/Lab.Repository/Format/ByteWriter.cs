using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Lab.Repository.Format;

/// <summary>Writes the repository's binary records: little-endian numbers, LEB128 varints, length-prefixed UTF-8.</summary>
internal sealed class ByteWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(1024);

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public void Byte(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }

    public void UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    public void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Varint(int value) => Varint((ulong)value);

    public void Bytes(ReadOnlySpan<byte> bytes) => buffer.Write(bytes);

    public void Id(ChunkId id)
    {
        id.Write(buffer.GetSpan(ChunkId.Size));
        buffer.Advance(ChunkId.Size);
    }

    public void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Varint(bytes.Length);
        Bytes(bytes);
    }

    public void Clear() => buffer.ResetWrittenCount();
}
