namespace Lab.Hosting.Clients.Chroma;

/// <summary>Records in columns, as they are answered; a column that was not asked for is null.</summary>
internal sealed record ColumnsPayload(
    IReadOnlyList<string> Ids,
    IReadOnlyList<float[]?>? Embeddings,
    IReadOnlyList<string?>? Documents,
    IReadOnlyList<ChromaMetadata?>? Metadatas,
    IReadOnlyList<string?>? Uris)
{
    /// <summary>Puts the columns together to records.</summary>
    public IReadOnlyList<ChromaRecord> Records() =>
    [
        .. Ids.Select((id, i) => new ChromaRecord
        {
            Id = id,
            Embedding = Embeddings?[i] is { } embedding ? embedding.AsMemory() : default(ReadOnlyMemory<float>?),
            Document = Documents?[i],
            Metadata = Metadatas?[i],
            Uri = Uris?[i],
        }),
    ];
}
