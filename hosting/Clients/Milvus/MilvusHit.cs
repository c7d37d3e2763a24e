namespace Lab.Hosting.Clients.Milvus;

/// <summary>A row that a search found.</summary>
/// <param name="Key">Its primary key: a long or a string.</param>
/// <param name="Score">How near it is, by the metric of the index.</param>
/// <param name="Row">The fields that were asked for.</param>
public sealed record MilvusHit(object Key, float Score, MilvusRow Row);
