using System.Text.Json.Serialization;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>What the server says of itself.</summary>
internal sealed record DiscoveryPayload([property: JsonPropertyName("neo4j_version")] string? Version);
