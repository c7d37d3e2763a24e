namespace Lab.Hosting.Clients.Milvus;

/// <summary>A parameter of a call is wrong.</summary>
public sealed class MilvusInvalidRequestException : MilvusException
{
    internal MilvusInvalidRequestException(string message, int code = 0, Exception? inner = null)
        : base(message, code, inner)
    {
    }
}
