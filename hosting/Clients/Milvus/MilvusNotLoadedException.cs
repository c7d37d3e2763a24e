namespace Lab.Hosting.Clients.Milvus;

/// <summary>A collection is not loaded, so that it cannot be read.</summary>
public sealed class MilvusNotLoadedException : MilvusException
{
    internal MilvusNotLoadedException(string message, int code = 0, Exception? inner = null)
        : base(message, code, inner)
    {
    }
}
