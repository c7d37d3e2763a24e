using Lab.Backup.Policies;

namespace Lab.Backup.Systems;

/// <summary>What protects a system or archive now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Policy">Its policy.</param>
/// <param name="NewestBackup">The backup with the latest recovery point; null where there is none yet.</param>
/// <param name="Rpo">The recovery point objective and whether it is met.</param>
internal sealed record ProtectedSystem(string Name, Policy Policy, StoredBackup? NewestBackup, RecoveryPoint Rpo);
