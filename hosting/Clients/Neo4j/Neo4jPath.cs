namespace Lab.Hosting.Clients.Neo4j;

/// <summary>A path: nodes with a relationship between each two, which may point either way.</summary>
/// <param name="Nodes">The nodes in the order of the path, at least one.</param>
/// <param name="Relationships">The relationships in the order of the path, one fewer than nodes.</param>
public sealed record Neo4jPath(IReadOnlyList<Neo4jNode> Nodes, IReadOnlyList<Neo4jRelationship> Relationships);
