namespace Lab.Hosting.Clients.Neo4j;

/// <summary>One error of an answer.</summary>
internal sealed record ErrorPayload(string? Code, string? Message);
