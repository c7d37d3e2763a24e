using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Columns;

/// <summary>Rows of a partition, column by column. Its capacity is fixed: readers never see memory move.</summary>
internal sealed class Chunk
{
    private const int Smallest = 256;
    private const int Largest = 16_384;
    private const int LargestVectorBytes = 16 << 20;

    private readonly Dictionary<long, Column> columns;
    private readonly long[] deletedAt;

    public Chunk(Schema schema, int capacity)
    {
        Capacity = capacity;
        columns = schema.Fields.ToDictionary(field => field.Id, field => field.CreateColumn(capacity));
        deletedAt = new long[capacity];
        Array.Fill(deletedAt, long.MaxValue);
    }

    public int Capacity { get; }

    /// <summary>How many rows were written. Only the writer may ask; readers know their snapshot's number.</summary>
    public int Count { get; private set; }

    /// <summary>A capacity for the next chunk of a partition: twice the last one's, within bounds of rows and of bytes.</summary>
    public static int NextCapacity(Schema schema, int last, int wanted)
    {
        var perRow = Math.Max(1, schema.Fields.Where(field => field.IsVector).Sum(field => field.Dimension * sizeof(float)));
        var largest = Math.Clamp(LargestVectorBytes / perRow, Smallest, Largest);
        return Math.Clamp(Math.Max(last * 2, wanted), Smallest, largest);
    }

    public Column Column(Field field) => columns[field.Id];

    /// <summary>The row was there at a version of the collection.</summary>
    public bool IsVisible(int row, long version) => Volatile.Read(ref deletedAt[row]) > version;

    public int CountVisible(int rows, long version)
    {
        var count = 0;
        for (var row = 0; row < rows; row++)
        {
            count += IsVisible(row, version) ? 1 : 0;
        }

        return count;
    }

    public void Delete(int row, long version) => Volatile.Write(ref deletedAt[row], version);

    /// <summary>Appends rows of an insert, as many as there is room for.</summary>
    /// <returns>How many were written.</returns>
    public int Append(IReadOnlyList<FieldData> insert, int from, int count)
    {
        var taken = Math.Min(count, Capacity - Count);
        foreach (var data in insert)
        {
            columns[data.FieldId].Store(Count, data, from, taken);
        }

        Count += taken;
        return taken;
    }
}
