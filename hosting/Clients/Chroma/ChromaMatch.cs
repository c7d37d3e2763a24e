namespace Lab.Hosting.Clients.Chroma;

/// <summary>A record that a query found.</summary>
/// <param name="Record">The record, with what was asked for.</param>
/// <param name="Distance">How far it is from the query, in the collection's space: squared for <see cref="ChromaSpace.L2"/>; smaller is nearer.</param>
public sealed record ChromaMatch(ChromaRecord Record, float? Distance);
