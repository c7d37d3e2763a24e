using Lab.Model.Values;

namespace Lab.Model.Backup;

/// <summary>How a class of systems is backed up.</summary>
/// <param name="Name">The class's name, unique in the lab.</param>
/// <param name="Title">The class in words.</param>
/// <param name="Full">How often a full backup is made.</param>
/// <param name="Continuous">What is copied in between.</param>
/// <param name="ConsistencyCheck">Whether a backup ends with a comparison of what was read and what was stored.</param>
/// <param name="OnSiteKeep">How long backups are kept on the lab's own server.</param>
/// <param name="OffSite">The copies outside the lab.</param>
/// <param name="Objectives">What is promised for a recovery.</param>
public sealed record BackupClass(
    string Name,
    string Title,
    BackupFrequency Full,
    ContinuousBackup Continuous,
    bool ConsistencyCheck,
    Retention OnSiteKeep,
    OffSiteCopy OffSite,
    RecoveryObjectives Objectives);
