namespace Lab.Hosting.Clients.Chroma;

/// <summary>What may be written as metadata.</summary>
internal static class Metadata
{
    /// <summary>Gives metadata back that have a value for each key.</summary>
    /// <exception cref="ArgumentException">A key has none.</exception>
    public static ChromaMetadata? Checked(ChromaMetadata? metadata) =>
        metadata?.FirstOrDefault(pair => pair.Value == ChromaValue.Removed) is { Key: { } key }
            ? throw new ArgumentException($"The metadata have no value for '{key}'; only an update may take a key away.", nameof(metadata))
            : metadata;
}
