namespace Lab.Hosting.Clients.Chroma;

/// <summary>The body of a request that makes a collection.</summary>
internal sealed record CreateCollectionPayload(string Name, bool GetOrCreate, ChromaMetadata? Metadata, ConfigurationPayload? Configuration);
