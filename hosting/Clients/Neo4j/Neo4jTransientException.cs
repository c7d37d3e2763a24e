using System.Net;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>The transaction was undone for a reason that may pass, a deadlock for example. Run the whole transaction again.</summary>
/// <param name="message">What the server said.</param>
/// <param name="status">The answer's status.</param>
/// <param name="code">The server's code of the error.</param>
public sealed class Neo4jTransientException(string message, HttpStatusCode status, string? code) : Neo4jException(message, status, code);
