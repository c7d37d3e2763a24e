namespace Lab.Hosting.Clients.Chroma;

/// <summary>Metadata of a record or a collection: values by key.</summary>
public sealed class ChromaMetadata : Dictionary<string, ChromaValue>
{
    /// <summary>Makes empty metadata; keys are compared ordinally.</summary>
    public ChromaMetadata()
        : base(StringComparer.Ordinal)
    {
    }
}
