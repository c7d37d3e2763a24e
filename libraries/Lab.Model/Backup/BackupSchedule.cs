namespace Lab.Model.Backup;

/// <summary>The times of a backup day, in the lab's time zone.</summary>
/// <param name="Backup">When backups start.</param>
/// <param name="Verification">When verification starts, after <paramref name="Backup"/>.</param>
/// <param name="Prune">When prune and garbage collection start, after <paramref name="Verification"/>.</param>
public sealed record BackupSchedule(TimeOnly Backup, TimeOnly Verification, TimeOnly Prune);
