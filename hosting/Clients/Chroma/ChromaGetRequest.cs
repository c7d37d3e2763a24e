namespace Lab.Hosting.Clients.Chroma;

/// <summary>Which records to read: all unless something restricts them.</summary>
public sealed record ChromaGetRequest
{
    /// <summary>Only these; ids that are not there are left out of the answer.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Only those whose metadata pass.</summary>
    public ChromaWhere? Where { get; init; }

    /// <summary>Only those whose text passes.</summary>
    public ChromaDocumentWhere? WhereDocument { get; init; }

    /// <summary>How many at most; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>How many to pass over first.</summary>
    public int? Offset { get; init; }

    /// <summary>What to read beside the ids. Documents and metadata unless set.</summary>
    public ChromaInclude Include { get; init; } = ChromaInclude.Documents | ChromaInclude.Metadatas;
}
