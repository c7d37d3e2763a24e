namespace Lab.Hosting.Clients.Chroma;

/// <summary>One record of a collection; in an answer only what was asked for is set.</summary>
public sealed record ChromaRecord
{
    /// <summary>Its name within the collection; not empty.</summary>
    public required string Id { get; init; }

    /// <summary>Its vector, of the collection's dimension.</summary>
    public ReadOnlyMemory<float>? Embedding { get; init; }

    /// <summary>Its text.</summary>
    public string? Document { get; init; }

    /// <summary>Its metadata.</summary>
    public ChromaMetadata? Metadata { get; init; }

    /// <summary>Where its content lies.</summary>
    public string? Uri { get; init; }
}
