namespace Lab.Hosting.Clients.Milvus;

/// <summary>A search for the nearest vectors.</summary>
/// <param name="Field">The field of vectors.</param>
/// <param name="Vectors">What is searched for; each has an answer of its own.</param>
/// <param name="Limit">The most hits for each, 1 to 16,384 together with <see cref="Offset"/>.</param>
public sealed record MilvusSearch(string Field, IReadOnlyList<float[]> Vectors, int Limit)
{
    /// <summary>Which rows count, in Milvus's boolean language; empty for all.</summary>
    public string Filter { get; init; } = "";

    /// <summary>The fields that hits bring along.</summary>
    public IReadOnlyList<string> OutputFields { get; init; } = [];

    /// <summary>How many of the nearest are skipped.</summary>
    public int Offset { get; init; }

    /// <summary>The partitions that are searched; empty for all.</summary>
    public IReadOnlyList<string> Partitions { get; init; } = [];

    /// <summary>The metric; null for that of the index.</summary>
    public MilvusMetric? Metric { get; init; }

    /// <summary>Only what is nearer than this counts: a distance below it, or a similarity above it.</summary>
    public float? Radius { get; init; }

    /// <summary>With <see cref="Radius"/>: what is nearer than this does not count.</summary>
    public float? RangeFilter { get; init; }

    /// <summary>Which writes it must see. All that were answered before it, unless set.</summary>
    public MilvusConsistency Consistency { get; init; }

    /// <summary>The field of whose values each may stand once among the hits.</summary>
    public string? GroupBy { get; init; }

    /// <summary>Parameters of the index, for example <c>ef</c> or <c>nprobe</c>.</summary>
    public IReadOnlyDictionary<string, long> Parameters { get; init; } = new Dictionary<string, long>();
}
