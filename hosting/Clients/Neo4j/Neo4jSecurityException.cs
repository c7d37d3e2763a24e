using System.Net;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>The server does not know the user or its password, or the user may not do that.</summary>
/// <param name="message">What the server said.</param>
/// <param name="status">The answer's status.</param>
/// <param name="code">The server's code of the error.</param>
public sealed class Neo4jSecurityException(string message, HttpStatusCode status, string? code) : Neo4jException(message, status, code);
