using Lab.Model.Backup;

namespace Lab.Backup.Policies;

/// <param name="Full">How often a full backup is made.</param>
/// <param name="Continuous">What is copied in between.</param>
/// <param name="ConsistencyCheck">Whether a backup ends with a comparison of what was read and what was stored.</param>
/// <param name="Backup">The time of day of full backups, in <paramref name="TimeZone"/>.</param>
/// <param name="Verification">The time of day of verification.</param>
/// <param name="Prune">The time of day of prune and garbage collection.</param>
/// <param name="TimeZone">The lab's time zone.</param>
/// <param name="NextRun">The next full backup.</param>
/// <param name="NextVerification">The next verification.</param>
/// <param name="NextPrune">The next prune.</param>
internal sealed record PolicySchedule(
    BackupFrequency Full,
    ContinuousBackup Continuous,
    bool ConsistencyCheck,
    TimeOnly Backup,
    TimeOnly Verification,
    TimeOnly Prune,
    string TimeZone,
    DateTimeOffset NextRun,
    DateTimeOffset NextVerification,
    DateTimeOffset NextPrune);
