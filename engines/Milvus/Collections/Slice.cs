using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Collections;

/// <summary>The rows of a chunk that a snapshot sees.</summary>
/// <param name="Partition">The id of the partition.</param>
/// <param name="Chunk">The chunk.</param>
/// <param name="Count">How many of its rows had been written.</param>
internal readonly record struct Slice(long Partition, Chunk Chunk, int Count);
