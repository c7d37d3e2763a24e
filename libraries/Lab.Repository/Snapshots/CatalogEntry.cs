namespace Lab.Repository.Snapshots;

/// <summary>A path of a snapshot with the chunks of its content.</summary>
/// <param name="Entry">The path and what is known of it.</param>
/// <param name="Chunks">Its content, in order; empty for all but files.</param>
public sealed record CatalogEntry(SnapshotEntry Entry, IReadOnlyList<ChunkReference> Chunks);
