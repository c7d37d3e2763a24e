namespace Lab.Hosting.Clients.Chroma;

/// <summary>Which records to delete; at least one restriction must be there.</summary>
public sealed record ChromaDeleteRequest
{
    /// <summary>These; ids that are not there are passed over.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Those whose metadata pass.</summary>
    public ChromaWhere? Where { get; init; }

    /// <summary>Those whose text passes.</summary>
    public ChromaDocumentWhere? WhereDocument { get; init; }
}
