using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Collections;

/// <summary>A partition's chunks, as its writer knows them.</summary>
internal sealed class PartitionRows(long id)
{
    public long Id { get; } = id;

    public List<Chunk> Chunks { get; } = [];

    /// <summary>The rows that are not deleted.</summary>
    public long Alive { get; set; }

    /// <summary>A chunk with room for at least one row.</summary>
    public Chunk Open(Schema schema, int wanted)
    {
        var last = Chunks.LastOrDefault();
        if (last is null || last.Count == last.Capacity)
        {
            last = new Chunk(schema, Chunk.NextCapacity(schema, last?.Capacity ?? 0, wanted));
            Chunks.Add(last);
        }

        return last;
    }
}
