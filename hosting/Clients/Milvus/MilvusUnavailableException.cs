namespace Lab.Hosting.Clients.Milvus;

/// <summary>The server was not reached, or did not answer in time.</summary>
public sealed class MilvusUnavailableException : MilvusException
{
    internal MilvusUnavailableException(string message, int code = 0, Exception? inner = null)
        : base(message, code, inner)
    {
    }
}
