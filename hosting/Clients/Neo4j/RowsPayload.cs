namespace Lab.Hosting.Clients.Neo4j;

/// <summary>The rows of an answer.</summary>
internal sealed record RowsPayload(IReadOnlyList<string>? Fields, IReadOnlyList<IReadOnlyList<Neo4jValue>>? Values);
