namespace Lab.Repository.Collection;

/// <summary>What a collection did, or would do.</summary>
/// <param name="LiveChunks">Chunks that snapshots refer to.</param>
/// <param name="LiveBytes">Bytes in them, unpacked.</param>
/// <param name="RepackedPacks">Packs that were written anew without what is unused.</param>
/// <param name="UnusedPacks">Packs that nothing refers to any more, also those that wait.</param>
/// <param name="RemovedPacks">Packs that were removed.</param>
/// <param name="RemovedBytes">Their size.</param>
/// <param name="WaitingPacks">Packs that are removed by a later collection, since somebody who uses the repository now may still read them.</param>
/// <param name="DamagedPacks">Packs that could not be written anew since they are damaged; 'verify' says more.</param>
/// <param name="MissingChunks">Chunks that snapshots refer to and no index has; while there are any, packs that no index names stay.</param>
public sealed record CollectionResult(
    long LiveChunks, long LiveBytes, int RepackedPacks, int UnusedPacks, int RemovedPacks, long RemovedBytes, int WaitingPacks, int DamagedPacks, long MissingChunks);
