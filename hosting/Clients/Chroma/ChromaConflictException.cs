using System.Net;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>A tenant, database or collection of that name is there already.</summary>
/// <param name="message">What the server said.</param>
/// <param name="status">The answer's status.</param>
/// <param name="error">The server's name of the error.</param>
public sealed class ChromaConflictException(string message, HttpStatusCode status, string? error) : ChromaException(message, status, error);
