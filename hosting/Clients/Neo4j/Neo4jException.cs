using System.Net;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>Neo4j refused a request, or did not answer it.</summary>
public class Neo4jException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What the server said.</param>
    /// <param name="status">The answer's status; null when there was none.</param>
    /// <param name="code">The server's code of the error, for example <c>Neo.ClientError.Statement.SyntaxError</c>.</param>
    /// <param name="inner">What caused it.</param>
    public Neo4jException(string message, HttpStatusCode? status = null, string? code = null, Exception? inner = null)
        : base(message, inner)
    {
        Status = status;
        Code = code;
    }

    /// <summary>The answer's status, which is one of success where a statement failed after its first rows; null when there was none.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The server's code of the error (https://neo4j.com/docs/status-codes/current/); null where it gave none.</summary>
    public string? Code { get; }
}
