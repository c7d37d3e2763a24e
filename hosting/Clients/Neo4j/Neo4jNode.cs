namespace Lab.Hosting.Clients.Neo4j;

/// <summary>A node as it was when it was read.</summary>
/// <param name="ElementId">The server's identifier of it.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Properties">Its properties.</param>
public sealed record Neo4jNode(string ElementId, IReadOnlyList<string> Labels, IReadOnlyDictionary<string, Neo4jValue> Properties);
