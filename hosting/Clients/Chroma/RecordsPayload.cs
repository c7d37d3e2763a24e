namespace Lab.Hosting.Clients.Chroma;

/// <summary>Records in columns, as they are written. A column without any value is left out.</summary>
internal sealed record RecordsPayload(
    IReadOnlyList<string> Ids,
    IReadOnlyList<ReadOnlyMemory<float>?>? Embeddings,
    IReadOnlyList<string?>? Documents,
    IReadOnlyList<ChromaMetadata?>? Metadatas,
    IReadOnlyList<string?>? Uris)
{
    /// <summary>Puts records into columns.</summary>
    /// <param name="records">The records.</param>
    /// <param name="isUpdate">Whether what is null stays as it is, so that no vector is needed and a key may be taken away.</param>
    /// <exception cref="ArgumentException">There is no record, or one lacks its id or vector, or has metadata without a value.</exception>
    public static RecordsPayload From(IReadOnlyList<ChromaRecord> records, bool isUpdate)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (records.Count == 0)
        {
            throw new ArgumentException("There must be at least one record.", nameof(records));
        }

        foreach (var record in records)
        {
            if (string.IsNullOrEmpty(record.Id))
            {
                throw new ArgumentException("A record has no id.", nameof(records));
            }

            if (!isUpdate && record.Embedding is null)
            {
                throw new ArgumentException($"The record '{record.Id}' has no embedding.", nameof(records));
            }

            if (!isUpdate)
            {
                Metadata.Checked(record.Metadata);
            }
        }

        return new RecordsPayload(
            [.. records.Select(record => record.Id)],
            Column(records, record => record.Embedding),
            Column(records, record => record.Document),
            Column(records, record => record.Metadata),
            Column(records, record => record.Uri));
    }

    private static T[]? Column<T>(IReadOnlyList<ChromaRecord> records, Func<ChromaRecord, T> value) =>
        records.Any(record => value(record) is not null) ? [.. records.Select(value)] : null;
}
