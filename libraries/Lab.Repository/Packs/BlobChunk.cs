using Lab.Repository.Format;

namespace Lab.Repository.Packs;

/// <summary>A chunk inside a blob.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Length">Its length in bytes; it begins where the chunk before it in the blob ends.</param>
internal readonly record struct BlobChunk(ChunkId Id, int Length);
