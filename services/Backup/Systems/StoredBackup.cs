namespace Lab.Backup.Systems;

/// <summary>A backup that succeeded.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">full or continuous.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it was complete.</param>
/// <param name="RecoveryPoint">The latest moment to which the source can be brought back from it.</param>
/// <param name="SizeBytes">What it takes, in bytes.</param>
internal sealed record StoredBackup(Guid Id, string Kind, DateTime StartedAt, DateTime FinishedAt, DateTime RecoveryPoint, long? SizeBytes);
