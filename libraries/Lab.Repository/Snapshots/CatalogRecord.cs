using System.Buffers.Binary;
using System.Text.Json;
using Lab.Repository.Chunking;
using Lab.Repository.Format;

namespace Lab.Repository.Snapshots;

/// <summary>One record of a catalog: length and JSON of the entry, number and references of its chunks.</summary>
internal static class CatalogRecord
{
    private const int LargestJson = 64 * 1024 * 1024;
    private const int ReferenceSize = ChunkId.Size + 4;

    public static byte[] Write(CatalogEntry entry)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entry.Entry, SnapshotJson.Default.SnapshotEntry);
        var record = new byte[4 + json.Length + 4 + (entry.Chunks.Count * ReferenceSize)];
        BinaryPrimitives.WriteInt32LittleEndian(record, json.Length);
        json.CopyTo(record, 4);
        var at = 4 + json.Length;
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(at), entry.Chunks.Count);
        at += 4;
        foreach (var chunk in entry.Chunks)
        {
            chunk.Id.Write(record.AsSpan(at));
            BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(at + ChunkId.Size), chunk.Length);
            at += ReferenceSize;
        }

        return record;
    }

    /// <summary>Reads the next record; <see langword="null"/> at the catalog's end.</summary>
    /// <exception cref="InvalidDataException">The catalog is damaged.</exception>
    public static async Task<CatalogEntry?> ReadAsync(Stream catalog, CancellationToken cancellationToken)
    {
        var head = new byte[4];
        var read = await catalog.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            return null;
        }

        try
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(head);
            if (read < head.Length || length is <= 0 or > LargestJson)
            {
                throw new InvalidDataException("a catalog's record has no valid length");
            }

            var body = new byte[length + 4];
            await catalog.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
            var entry = JsonSerializer.Deserialize(body.AsSpan(0, length), SnapshotJson.Default.SnapshotEntry) ?? throw new InvalidDataException("a catalog's entry is null");
            return new CatalogEntry(entry, await ReadChunksAsync(catalog, BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(length)), cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (error is JsonException or EndOfStreamException)
        {
            throw new InvalidDataException("a catalog's record is damaged", error);
        }
    }

    private static async Task<ChunkReference[]> ReadChunksAsync(Stream catalog, int count, CancellationToken cancellationToken)
    {
        if (count < 0 || count > catalog.Length / ReferenceSize)
        {
            throw new InvalidDataException("a catalog's record has more chunks than the catalog bytes");
        }

        var bytes = new byte[count * (long)ReferenceSize];
        await catalog.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        var chunks = new ChunkReference[count];
        for (var i = 0; i < count; i++)
        {
            var reference = bytes.AsSpan(i * ReferenceSize, ReferenceSize);
            chunks[i] = new ChunkReference(ChunkId.Read(reference), BinaryPrimitives.ReadInt32LittleEndian(reference[ChunkId.Size..]));
            if (chunks[i].Length is <= 0 or > ChunkSizes.Largest)
            {
                throw new InvalidDataException("a catalog's chunk has no valid length");
            }
        }

        return chunks;
    }
}
