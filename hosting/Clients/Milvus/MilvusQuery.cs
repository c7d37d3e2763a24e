namespace Lab.Hosting.Clients.Milvus;

/// <summary>A question for rows.</summary>
/// <param name="Filter">Which rows, in Milvus's boolean language; empty for all, which wants a limit.</param>
public sealed record MilvusQuery(string Filter)
{
    /// <summary>The fields; the primary key is always among them.</summary>
    public IReadOnlyList<string> OutputFields { get; init; } = [];

    /// <summary>The most rows, 1 to 16,384 together with <see cref="Offset"/>; null for no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>How many rows are skipped.</summary>
    public int Offset { get; init; }

    /// <summary>The partitions that are asked; empty for all.</summary>
    public IReadOnlyList<string> Partitions { get; init; } = [];
}
