namespace Lab.Repository.Pipeline;

/// <summary>A chunk in a segment.</summary>
/// <param name="Offset">Where it begins in the segment's buffer.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="List">Whose chunk it is.</param>
/// <param name="Ordinal">Its place in that list.</param>
internal readonly record struct SegmentCut(int Offset, int Length, ChunkList List, int Ordinal);
