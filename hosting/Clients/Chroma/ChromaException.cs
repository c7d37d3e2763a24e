using System.Net;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>ChromaDB refused a request, or did not answer it.</summary>
public class ChromaException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What the server said.</param>
    /// <param name="status">The answer's status; null when there was none.</param>
    /// <param name="error">The server's name of the error, for example <c>NotFoundError</c>.</param>
    /// <param name="inner">What caused it.</param>
    public ChromaException(string message, HttpStatusCode? status = null, string? error = null, Exception? inner = null)
        : base(message, inner)
    {
        Status = status;
        Error = error;
    }

    /// <summary>The answer's status; null when there was none.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The server's name of the error, for example <c>InvalidArgumentError</c>; null where it gave none.</summary>
    public string? Error { get; }
}
