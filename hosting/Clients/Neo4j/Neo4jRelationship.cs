namespace Lab.Hosting.Clients.Neo4j;

/// <summary>A relationship as it was when it was read.</summary>
/// <param name="ElementId">The server's identifier of it.</param>
/// <param name="StartNodeElementId">The node that it leaves.</param>
/// <param name="EndNodeElementId">The node that it enters.</param>
/// <param name="Type">Its type.</param>
/// <param name="Properties">Its properties.</param>
public sealed record Neo4jRelationship(
    string ElementId, string StartNodeElementId, string EndNodeElementId, string Type, IReadOnlyDictionary<string, Neo4jValue> Properties);
