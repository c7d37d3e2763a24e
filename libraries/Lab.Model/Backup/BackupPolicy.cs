namespace Lab.Model.Backup;

/// <summary>The lab's backup policy.</summary>
/// <param name="Site">The lab's own backup server.</param>
/// <param name="Schedule">The times of a backup day.</param>
/// <param name="Classes">The backup classes.</param>
/// <param name="Archives">The file trees that are backed up.</param>
public sealed record BackupPolicy(BackupSite Site, BackupSchedule Schedule, IReadOnlyList<BackupClass> Classes, IReadOnlyList<Archive> Archives);
