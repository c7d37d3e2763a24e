namespace Lab.Hosting.Clients.Chroma;

/// <summary>How a new collection is made; what is null is as the server has it.</summary>
public sealed record ChromaCollectionOptions
{
    /// <summary>How distance is measured; it cannot be changed later.</summary>
    public ChromaSpace? Space { get; init; }

    /// <summary>How many candidates the index looks at when a vector is put in.</summary>
    public int? EfConstruction { get; init; }

    /// <summary>How many candidates the index looks at when it is searched.</summary>
    public int? EfSearch { get; init; }

    /// <summary>How many neighbours a vector has in the index.</summary>
    public int? MaxNeighbors { get; init; }

    /// <summary>The collection's metadata.</summary>
    public ChromaMetadata? Metadata { get; init; }
}
