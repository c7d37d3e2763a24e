namespace Lab.Hosting.Clients.Milvus;

/// <summary>Milvus refused a call, or did not answer it.</summary>
public class MilvusException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What the server said.</param>
    /// <param name="code">The server's code of the error; 0 where it gave none.</param>
    /// <param name="inner">What caused it.</param>
    public MilvusException(string message, int code = 0, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>The server's code of the error, for example 100 for a collection that is not there; 0 where it gave none.</summary>
    public int Code { get; }
}
