namespace Lab.Hosting.Clients.Milvus;

/// <summary>An index on a field.</summary>
/// <param name="Type">Its kind, for example <c>HNSW</c>, <c>IVF_FLAT</c>, <c>FLAT</c>, <c>GPU_CAGRA</c>; for scalar fields <c>STL_SORT</c> or <c>Trie</c>.</param>
public sealed record MilvusIndex(string Type)
{
    /// <summary>How near vectors are; null on scalar fields.</summary>
    public MilvusMetric? Metric { get; init; }

    /// <summary>The parameters of its kind, for example <c>M</c> and <c>efConstruction</c>.</summary>
    public IReadOnlyDictionary<string, long> Parameters { get; init; } = new Dictionary<string, long>();

    /// <summary>Its name; null for the field's.</summary>
    public string? Name { get; init; }
}
