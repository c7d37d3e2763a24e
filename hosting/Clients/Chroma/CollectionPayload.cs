namespace Lab.Hosting.Clients.Chroma;

/// <summary>A collection as the server describes it.</summary>
internal sealed record CollectionPayload(Guid Id, string Name, ConfigurationPayload? ConfigurationJson, ChromaMetadata? Metadata, int? Dimension);
