namespace Lab.Hosting.Clients.Neo4j;

/// <summary>One request to the server.</summary>
/// <param name="Name">What it does, for traces.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path below the endpoint, escaped.</param>
internal sealed record Neo4jOperation(string Name, HttpMethod Method, string Path)
{
    /// <summary>The body; null for none.</summary>
    public QueryPayload? Body { get; init; }

    /// <summary>Whether doing it twice is the same as doing it once: then it is tried again when an answer is lost.</summary>
    public bool CanRepeat { get; init; }

    /// <summary>The database, for traces.</summary>
    public string? Namespace { get; init; }
}
