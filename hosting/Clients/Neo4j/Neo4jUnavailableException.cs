using System.Net;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>The server was not reached, did not answer in time, or said that it cannot serve now. Whether a write was done is unknown.</summary>
/// <param name="message">What happened.</param>
/// <param name="status">The answer's status; null when there was none.</param>
/// <param name="inner">What caused it.</param>
public sealed class Neo4jUnavailableException(string message, HttpStatusCode? status, Exception? inner) : Neo4jException(message, status, code: null, inner);
