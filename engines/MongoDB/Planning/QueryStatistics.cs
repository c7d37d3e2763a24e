namespace Lab.Engines.MongoDB.Planning;

/// <summary>What a query read.</summary>
internal sealed class QueryStatistics
{
    /// <summary>Keys of an index, or documents without an index.</summary>
    public long Keys { get; set; }

    public long Documents { get; set; }
}
