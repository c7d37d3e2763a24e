namespace Lab.Hosting.Clients.Chroma;

/// <summary>Asks for the records that are nearest to each of some vectors.</summary>
public sealed record ChromaQueryRequest
{
    /// <summary>The vectors, each of the collection's dimension; at least one.</summary>
    public required IReadOnlyList<ReadOnlyMemory<float>> Embeddings { get; init; }

    /// <summary>How many records for each vector, at least 1. 10 unless set.</summary>
    public int Results { get; init; } = 10;

    /// <summary>Only these.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Only those whose metadata pass.</summary>
    public ChromaWhere? Where { get; init; }

    /// <summary>Only those whose text passes.</summary>
    public ChromaDocumentWhere? WhereDocument { get; init; }

    /// <summary>What to read beside ids and distances. Documents and metadata unless set.</summary>
    public ChromaInclude Include { get; init; } = ChromaInclude.Documents | ChromaInclude.Metadatas;
}
