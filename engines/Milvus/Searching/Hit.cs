namespace Lab.Engines.Milvus.Searching;

/// <summary>A row that a search found.</summary>
/// <param name="Slice">The number of its slice in the snapshot.</param>
/// <param name="Row">Its row in the slice.</param>
/// <param name="Nearness">How near it is: more is nearer, with every metric.</param>
internal readonly record struct Hit(int Slice, int Row, float Nearness);
