using Lab.Repository.Packs;

namespace Lab.Repository.Index;

/// <summary>Where a chunk lies.</summary>
/// <param name="Pack">In which pack.</param>
/// <param name="Blob">In which of its blobs.</param>
/// <param name="Offset">Where it begins in the unpacked blob, in bytes.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct ChunkLocation(Pack Pack, PackBlob Blob, int Offset, int Length);
