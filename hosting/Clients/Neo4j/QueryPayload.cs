namespace Lab.Hosting.Clients.Neo4j;

/// <summary>The body of a request.</summary>
internal sealed record QueryPayload(
    string? Statement,
    IReadOnlyDictionary<string, Neo4jValue>? Parameters,
    string? AccessMode,
    bool? IncludeCounters,
    IReadOnlyList<string>? Bookmarks);
