using System.Net;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>The server could not run the statement: wrong syntax or types, a missing parameter, a write in read access, a failing expression.</summary>
/// <param name="message">What the server said.</param>
/// <param name="status">The answer's status.</param>
/// <param name="code">The server's code of the error.</param>
public sealed class Neo4jStatementException(string message, HttpStatusCode status, string? code) : Neo4jException(message, status, code);
