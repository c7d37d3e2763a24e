using System.Net;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>There is no database of that name, or the transaction is not open any more: ended, failed or timed out.</summary>
/// <param name="message">What the server said.</param>
/// <param name="status">The answer's status.</param>
/// <param name="code">The server's code of the error.</param>
public sealed class Neo4jNotFoundException(string message, HttpStatusCode status, string? code) : Neo4jException(message, status, code);
