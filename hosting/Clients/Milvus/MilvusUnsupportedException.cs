namespace Lab.Hosting.Clients.Milvus;

/// <summary>The server does not know the call.</summary>
public sealed class MilvusUnsupportedException : MilvusException
{
    internal MilvusUnsupportedException(string message, int code = 0, Exception? inner = null)
        : base(message, code, inner)
    {
    }
}
