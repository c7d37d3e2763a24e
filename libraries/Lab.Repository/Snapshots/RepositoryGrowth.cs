namespace Lab.Repository.Snapshots;

/// <summary>What a snapshot added to its repository.</summary>
/// <param name="Snapshot">Its id.</param>
/// <param name="Created">Its time.</param>
/// <param name="StoredBytes">Bytes of packs that were written for it.</param>
public sealed record RepositoryGrowth(string Snapshot, DateTimeOffset Created, long StoredBytes);
