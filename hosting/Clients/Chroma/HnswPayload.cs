namespace Lab.Hosting.Clients.Chroma;

/// <summary>A collection's index, as it is sent and answered.</summary>
internal sealed record HnswPayload(ChromaSpace? Space, int? EfConstruction, int? EfSearch, int? MaxNeighbors);
