using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lab.Repository.Chunking;

/// <summary>
/// FastCDC with normalised chunking (Xia et al., "The Design of Fast Content-Defined Chunking for Data Deduplication Based Storage Systems",
/// IEEE TPDS 31(9), 2020): a gear hash rolls over the bytes, and a chunk ends where the hash has zeros under a mask, which is stricter before
/// the average size than after it. The gear table comes from the repository's key.
/// </summary>
internal sealed class ContentDefinedChunker
{
    private const int AverageBits = 16;
    private const int Normalisation = 2;

    // A gear hash shifts left: its upper bits have seen the most bytes.
    private const ulong StrictMask = ((1UL << (AverageBits + Normalisation)) - 1) << (64 - AverageBits - Normalisation);
    private const ulong LooseMask = ((1UL << (AverageBits - Normalisation)) - 1) << (64 - AverageBits + Normalisation);

    private readonly ulong[] gear = new ulong[256];

    /// <param name="seed">2,048 bytes.</param>
    public ContentDefinedChunker(ReadOnlySpan<byte> seed)
    {
        for (var i = 0; i < gear.Length; i++)
        {
            gear[i] = BinaryPrimitives.ReadUInt64LittleEndian(seed[(i * 8)..]);
        }
    }

    /// <summary>Where the chunk that begins with <paramref name="data"/> ends.</summary>
    /// <param name="data">The rest of the stream, or at least <see cref="ChunkSizes.Largest"/> bytes of it.</param>
    /// <returns>Its length in bytes; all of <paramref name="data"/> when no boundary is in it.</returns>
    public int Cut(ReadOnlySpan<byte> data)
    {
        var end = Math.Min(data.Length, ChunkSizes.Largest);
        if (end <= ChunkSizes.Smallest)
        {
            return end;
        }

        ref var table = ref MemoryMarshal.GetArrayDataReference(gear);
        ref var bytes = ref MemoryMarshal.GetReference(data);
        var middle = Math.Min(end, ChunkSizes.Average);
        ulong hash = 0;
        var at = ChunkSizes.Smallest;
        if (Scan(ref table, ref bytes, ref at, middle, ref hash, StrictMask) || Scan(ref table, ref bytes, ref at, end, ref hash, LooseMask))
        {
            return at;
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Scan(ref ulong table, ref byte bytes, ref int at, int end, ref ulong hash, ulong mask)
    {
        var h = hash;
        var i = at;
        for (; i + 1 < end; i += 2)
        {
            h = (h << 1) + Unsafe.Add(ref table, Unsafe.Add(ref bytes, i));
            if ((h & mask) == 0)
            {
                at = i + 1;
                return true;
            }

            h = (h << 1) + Unsafe.Add(ref table, Unsafe.Add(ref bytes, i + 1));
            if ((h & mask) == 0)
            {
                at = i + 2;
                return true;
            }
        }

        for (; i < end; i++)
        {
            h = (h << 1) + Unsafe.Add(ref table, Unsafe.Add(ref bytes, i));
            if ((h & mask) == 0)
            {
                at = i + 1;
                return true;
            }
        }

        hash = h;
        at = i;
        return false;
    }
}
