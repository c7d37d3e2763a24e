using System.Numerics;

namespace Lab.Engines.MongoDB.Wire;

/// <summary>The checksum of OP_MSG (CRC-32C, Castagnoli).</summary>
internal static class Crc32C
{
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var item in bytes)
        {
            crc = BitOperations.Crc32C(crc, item);
        }

        return ~crc;
    }
}
