using Lab.Repository.Chunking;
using Lab.Repository.Format;

namespace Lab.Repository.Packs;

/// <summary>The list of a pack's blobs, as it stands at the end of the pack and in the index.</summary>
internal static class PackDirectory
{
    /// <summary>The most that the chunks of one blob have together.</summary>
    public const int LargestBlob = 16 * 1024 * 1024;

    /// <summary>Where a pack's first blob begins: behind the magic and the pack's id.</summary>
    public const int FirstBlob = 28;

    public static void Write(ByteWriter writer, IReadOnlyCollection<PackBlob> blobs)
    {
        writer.Varint(blobs.Count);
        foreach (var blob in blobs)
        {
            writer.Varint(blob.StoredLength);
            writer.Varint(blob.Chunks.Length);
            foreach (var chunk in blob.Chunks)
            {
                writer.Id(chunk.Id);
                writer.Varint(chunk.Length);
            }
        }
    }

    /// <exception cref="InvalidDataException">The record is damaged.</exception>
    public static PackBlob[] Read(ref ByteReader reader)
    {
        var blobs = new PackBlob[reader.Count(2)];
        long offset = FirstBlob;
        for (var i = 0; i < blobs.Length; i++)
        {
            var stored = reader.Length(int.MaxValue);
            var chunks = new BlobChunk[reader.Count(ChunkId.Size + 1)];
            long raw = 0;
            for (var c = 0; c < chunks.Length; c++)
            {
                chunks[c] = new BlobChunk(reader.Id(), reader.Length(ChunkSizes.Largest));
                raw += chunks[c].Length;
            }

            if (raw > LargestBlob || stored > BlobCodec.Bound(LargestBlob) + RepositoryFormat.TagSize)
            {
                throw new InvalidDataException("a blob is larger than allowed");
            }

            blobs[i] = new PackBlob(i, offset, stored, chunks);
            offset += stored;
        }

        return blobs;
    }
}
