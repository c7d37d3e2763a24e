using Lab.Engines.Milvus.Columns;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Queries;

/// <summary>Primary keys of rows: their order, and as answers name them.</summary>
internal static class RowKeys
{
    public static int Compare(Schema schema, (Chunk Chunk, int Row) one, (Chunk Chunk, int Row) other) => schema.HasIntegerKey
        ? Integers(schema, one.Chunk)[one.Row].CompareTo(Integers(schema, other.Chunk)[other.Row])
        : string.CompareOrdinal(Texts(schema, one.Chunk)[one.Row], Texts(schema, other.Chunk)[other.Row]);

    public static IDs Read(Schema schema, IEnumerable<(Chunk Chunk, int Row)> rows) => schema.HasIntegerKey
        ? new IDs { IntId = new LongArray { Data = { rows.Select(place => Integers(schema, place.Chunk)[place.Row]) } } }
        : new IDs { StrId = new StringArray { Data = { rows.Select(place => Texts(schema, place.Chunk)[place.Row]) } } };

    private static long[] Integers(Schema schema, Chunk chunk) => ((IntegerColumn)chunk.Column(schema.Primary)).Values;

    private static string[] Texts(Schema schema, Chunk chunk) => ((TextColumn)chunk.Column(schema.Primary)).Values;
}
