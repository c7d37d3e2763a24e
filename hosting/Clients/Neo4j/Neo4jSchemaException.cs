using System.Net;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>The statement goes against the schema: a constraint is violated, or an index or constraint of that kind is there already or not at all.</summary>
/// <param name="message">What the server said.</param>
/// <param name="status">The answer's status.</param>
/// <param name="code">The server's code of the error.</param>
public sealed class Neo4jSchemaException(string message, HttpStatusCode status, string? code) : Neo4jException(message, status, code);
