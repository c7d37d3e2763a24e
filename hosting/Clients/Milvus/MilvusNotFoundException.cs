namespace Lab.Hosting.Clients.Milvus;

/// <summary>A database, collection, partition, index or alias is not there.</summary>
public sealed class MilvusNotFoundException : MilvusException
{
    internal MilvusNotFoundException(string message, int code = 0, Exception? inner = null)
        : base(message, code, inner)
    {
    }
}
