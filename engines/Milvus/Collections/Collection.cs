using Lab.Engines.Milvus.Columns;
using Lab.Engines.Milvus.Storage;

namespace Lab.Engines.Milvus.Collections;

/// <summary>A collection: what is declared, and its rows.</summary>
internal sealed class Collection(CollectionRecord record, RowTable rows)
{
    public const string DefaultPartition = "_default";

    private volatile CollectionRecord record = record;

    /// <summary>What is declared; never changed in place, so that whoever reads it sees one moment.</summary>
    public CollectionRecord Record
    {
        get => record;
        set => record = value;
    }

    public Schema Schema { get; } = new(record.Schema);

    public RowTable Rows { get; } = rows;

    public long Id => Record.Id;

    public bool IsLoaded => Record.Partitions.Any(partition => partition.Loaded);

    /// <exception cref="CallException">There is no such partition.</exception>
    public PartitionRecord Partition(string name)
    {
        var wanted = name.Length == 0 ? DefaultPartition : name;
        return Record.Partitions.FirstOrDefault(partition => partition.Name == wanted) ?? throw CallException.PartitionNotFound(wanted);
    }

    public IndexRecord? IndexOf(string field) => Record.Indexes.FirstOrDefault(index => index.Field == field);
}
