using System.Runtime.InteropServices;
using Lab.Engines.Milvus.Columns;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Collections;

/// <summary>Finds rows by primary key; the writer's alone.</summary>
internal sealed class KeyIndex(Schema schema)
{
    private readonly Dictionary<long, RowLocation> integers = [];
    private readonly Dictionary<string, RowLocation> texts = new(StringComparer.Ordinal);

    /// <summary>Notes where a row lies.</summary>
    /// <returns>Where the row of the same key lay before.</returns>
    public RowLocation? Put(RowLocation location)
    {
        if (schema.HasIntegerKey)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(integers, Integer(location), out var exists);
            RowLocation? before = exists ? place : null;
            place = location;
            return before;
        }
        else
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(texts, Text(location), out var exists);
            RowLocation? before = exists ? place : null;
            place = location;
            return before;
        }
    }

    /// <summary>Forgets the rows of keys.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="within">The id of the partition they must lie in; 0 for any.</param>
    /// <returns>Where the rows lie that were there.</returns>
    public IEnumerable<RowLocation> Remove(IDs keys, long within)
    {
        foreach (var key in keys.IntId?.Data ?? [])
        {
            if (integers.TryGetValue(key, out var location) && (within == 0 || location.Partition.Id == within))
            {
                integers.Remove(key);
                yield return location;
            }
        }

        foreach (var key in keys.StrId?.Data ?? [])
        {
            if (texts.TryGetValue(key, out var location) && (within == 0 || location.Partition.Id == within))
            {
                texts.Remove(key);
                yield return location;
            }
        }
    }

    /// <summary>Forgets the rows of a partition.</summary>
    public void RemoveAll(long partition)
    {
        foreach (var (key, _) in integers.Where(pair => pair.Value.Partition.Id == partition).ToList())
        {
            integers.Remove(key);
        }

        foreach (var (key, _) in texts.Where(pair => pair.Value.Partition.Id == partition).ToList())
        {
            texts.Remove(key);
        }
    }

    public void Clear()
    {
        integers.Clear();
        texts.Clear();
    }

    private long Integer(RowLocation location) => ((IntegerColumn)location.Chunk.Column(schema.Primary)).Values[location.Row];

    private string Text(RowLocation location) => ((TextColumn)location.Chunk.Column(schema.Primary)).Values[location.Row];
}
