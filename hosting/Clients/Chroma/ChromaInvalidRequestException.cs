using System.Net;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>The server could not accept the request: a wrong name, dimension, filter or value.</summary>
/// <param name="message">What the server said.</param>
/// <param name="status">The answer's status.</param>
/// <param name="error">The server's name of the error.</param>
public sealed class ChromaInvalidRequestException(string message, HttpStatusCode status, string? error) : ChromaException(message, status, error);
