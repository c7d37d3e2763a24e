namespace Lab.Hosting.Clients.Chroma;

/// <summary>Records in columns for each vector of a query.</summary>
internal sealed record MatchesPayload(
    IReadOnlyList<IReadOnlyList<string>> Ids,
    IReadOnlyList<IReadOnlyList<float[]?>>? Embeddings,
    IReadOnlyList<IReadOnlyList<string?>>? Documents,
    IReadOnlyList<IReadOnlyList<ChromaMetadata?>>? Metadatas,
    IReadOnlyList<IReadOnlyList<string?>>? Uris,
    IReadOnlyList<IReadOnlyList<float?>>? Distances)
{
    /// <summary>Puts the columns together to matches, nearest first, for each vector in its turn.</summary>
    public IReadOnlyList<IReadOnlyList<ChromaMatch>> Matches() =>
        [.. Ids.Select((ids, i) => (IReadOnlyList<ChromaMatch>)[.. Records(ids, i).Select((record, j) => new ChromaMatch(record, Distances?[i][j]))])];

    private IReadOnlyList<ChromaRecord> Records(IReadOnlyList<string> ids, int i) =>
        new ColumnsPayload(ids, Embeddings?[i], Documents?[i], Metadatas?[i], Uris?[i]).Records();
}
