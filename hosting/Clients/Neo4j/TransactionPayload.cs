namespace Lab.Hosting.Clients.Neo4j;

/// <summary>What an answer says of the transaction it belongs to.</summary>
internal sealed record TransactionPayload(string? Id, DateTimeOffset Expires);
