namespace Lab.Hosting.Clients.Milvus;

/// <summary>The server does not know the user or the password, or the user may not do this.</summary>
public sealed class MilvusAccessException : MilvusException
{
    internal MilvusAccessException(string message, int code = 0, Exception? inner = null)
        : base(message, code, inner)
    {
    }
}
