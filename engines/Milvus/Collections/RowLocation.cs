using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Collections;

/// <summary>Where the row of a primary key lies.</summary>
internal readonly record struct RowLocation(PartitionRows Partition, Chunk Chunk, int Row);
