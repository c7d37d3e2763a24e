namespace Lab.Hosting.Clients.Chroma;

/// <summary>The body of a request that changes a collection.</summary>
internal sealed record UpdateCollectionPayload(string? NewName, ChromaMetadata? NewMetadata);
