using Lab.Repository.Format;

namespace Lab.Repository.Files;

/// <summary>A chunk on its way from a blob to a file.</summary>
/// <param name="Id">The chunk.</param>
/// <param name="BlobOffset">Where it begins in the unpacked blob.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="File">Where it goes.</param>
/// <param name="FileOffset">Where it begins in the file.</param>
internal readonly record struct RestorePiece(ChunkId Id, int BlobOffset, int Length, RestoreFile File, long FileOffset);
