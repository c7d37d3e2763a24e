using System.Diagnostics.CodeAnalysis;
using ZstdNet;

namespace Lab.Repository.Format;

/// <summary>Packs bytes as one codec byte and a payload: 0 stored as they are, 1 one zstd frame. For one thread at a time.</summary>
internal sealed class BlobCodec : IDisposable
{
    public const byte Stored = 0;
    public const byte Zstandard = 1;

    /// <summary>The level of <c>zstd -3</c>: beyond it, time grows much faster than size shrinks.</summary>
    public const int DefaultLevel = 3;

    /// <summary>Of the pages of relations: on numbers it is as small as level 3 and twice as fast.</summary>
    public const int PageLevel = 2;

    private readonly CompressionOptions options;
    private readonly Compressor compressor;
    private readonly Decompressor decompressor = new();

    public BlobCodec(int level = DefaultLevel)
    {
        options = new CompressionOptions(level);
        compressor = new Compressor(options);
    }

    /// <summary>The largest size that <paramref name="length"/> bytes can have packed.</summary>
    public static int Bound(int length) => 1 + Compressor.GetCompressBound(length);

    /// <summary>Packs into <paramref name="packed"/>, which has room for <see cref="Bound"/>.</summary>
    /// <returns>How many bytes were written.</returns>
    public int Pack(ReadOnlySpan<byte> raw, Span<byte> packed)
    {
        var length = raw.IsEmpty ? 0 : compressor.Wrap(raw, packed[1..]);
        if (length > 0 && length < raw.Length)
        {
            packed[0] = Zstandard;
            return 1 + length;
        }

        packed[0] = Stored;
        raw.CopyTo(packed[1..]);
        return 1 + raw.Length;
    }

    /// <summary>Unpacks into <paramref name="raw"/>, whose length is the expected one.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what <see cref="Pack"/> makes of that many bytes.</exception>
    public void Unpack(ReadOnlySpan<byte> packed, Span<byte> raw)
    {
        if (packed.IsEmpty)
        {
            throw new InvalidDataException("a blob is empty");
        }

        switch (packed[0])
        {
            case Stored when packed.Length - 1 == raw.Length:
                packed[1..].CopyTo(raw);
                break;
            case Zstandard:
                Decompress(packed[1..], raw);
                break;
            default:
                throw new InvalidDataException("a blob has an unknown codec or length");
        }
    }

    /// <summary>Unpacks bytes whose size only the frame tells.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or larger than <paramref name="largest"/>.</exception>
    public byte[] Unpack(ReadOnlySpan<byte> packed, int largest)
    {
        if (packed.IsEmpty)
        {
            throw new InvalidDataException("a record is empty");
        }

        var length = packed[0] == Stored ? (ulong)packed.Length - 1 : FrameLength(packed[1..]);
        if (length > (ulong)largest)
        {
            throw new InvalidDataException("a record is larger than allowed");
        }

        var raw = new byte[length];
        Unpack(packed, raw);
        return raw;
    }

    [SuppressMessage("Design", "CA1031", Justification = "The wrapper's own exceptions for damaged frames have no common type.")]
    private static ulong FrameLength(ReadOnlySpan<byte> frame)
    {
        try
        {
            return Decompressor.GetDecompressedSize(frame);
        }
        catch (Exception error)
        {
            throw new InvalidDataException("a zstd frame is damaged", error);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The wrapper's own exceptions for damaged frames have no common type.")]
    private void Decompress(ReadOnlySpan<byte> frame, Span<byte> raw)
    {
        int length;
        try
        {
            length = decompressor.Unwrap(frame, raw, bufferSizePrecheck: false);
        }
        catch (Exception error)
        {
            throw new InvalidDataException("a zstd frame is damaged", error);
        }

        if (length != raw.Length)
        {
            throw new InvalidDataException("a zstd frame has another length than it should");
        }
    }

    public void Dispose()
    {
        compressor.Dispose();
        decompressor.Dispose();
        options.Dispose();
    }
}
