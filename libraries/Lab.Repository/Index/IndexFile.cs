using Lab.Repository.Format;
using Lab.Repository.Packs;

namespace Lab.Repository.Index;

/// <summary>One index file: packs that were added (a delta) or all that there are (a base, which supersedes the files it names).</summary>
/// <param name="Generation">The base's number; 0 for a delta.</param>
/// <param name="Supersedes">Names of the index files that this base stands for.</param>
/// <param name="Packs">The packs.</param>
internal sealed record IndexFile(ulong Generation, IReadOnlyList<string> Supersedes, IReadOnlyList<Pack> Packs)
{
    public ReadOnlyMemory<byte> Write()
    {
        var writer = new ByteWriter();
        writer.Varint(Generation);
        writer.Varint(Supersedes.Count);
        foreach (var name in Supersedes)
        {
            writer.Text(name);
        }

        writer.Varint(Packs.Count);
        Span<byte> id = stackalloc byte[PackId.Size];
        foreach (var pack in Packs)
        {
            pack.Id.Write(id);
            writer.Bytes(id);
            writer.Varint((ulong)pack.Length);
            writer.UInt64((ulong)pack.Created.ToUnixTimeMilliseconds());
            writer.UInt64((ulong)(pack.Doomed?.ToUnixTimeMilliseconds() ?? 0));
            PackDirectory.Write(writer, pack.Blobs);
        }

        return writer.Written.ToArray();
    }

    /// <exception cref="InvalidDataException">The record is damaged.</exception>
    public static IndexFile Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var generation = reader.Varint();
        var supersedes = new string[reader.Count(1)];
        for (var i = 0; i < supersedes.Length; i++)
        {
            supersedes[i] = reader.Text();
        }

        var packs = new Pack[reader.Count(PackId.Size + 18)];
        for (var i = 0; i < packs.Length; i++)
        {
            var id = PackId.Read(reader.Take(PackId.Size));
            var length = (long)reader.Varint();
            var created = Time(reader.UInt64());
            var doomed = reader.UInt64();
            packs[i] = new Pack(id, length, created, PackDirectory.Read(ref reader), doomed == 0 ? null : Time(doomed));
        }

        return reader.AtEnd ? new IndexFile(generation, supersedes, packs) : throw new InvalidDataException("an index has bytes left over");
    }

    private static DateTimeOffset Time(ulong milliseconds) => milliseconds <= 253402300799999
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
        : throw new InvalidDataException("a time is out of range");
}
