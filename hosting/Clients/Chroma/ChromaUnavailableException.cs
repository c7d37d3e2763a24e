using System.Net;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>The server was not reached, did not answer in time, or said that it cannot serve now.</summary>
/// <param name="message">What happened.</param>
/// <param name="status">The answer's status; null when there was none.</param>
/// <param name="inner">What caused it.</param>
public sealed class ChromaUnavailableException(string message, HttpStatusCode? status, Exception? inner) : ChromaException(message, status, error: null, inner);
