namespace Lab.Hosting.Clients.Chroma;

/// <summary>A collection's configuration, as it is sent and answered.</summary>
internal sealed record ConfigurationPayload(HnswPayload? Hnsw);
