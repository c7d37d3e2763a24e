namespace Lab.Backup.Policies;

/// <summary>How one system or archive is backed up.</summary>
/// <param name="Source">The system's or archive's name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Class">Its backup class.</param>
/// <param name="Title">The class in words.</param>
/// <param name="Schedule">When it is backed up.</param>
/// <param name="Retention">How long backups are kept.</param>
/// <param name="Objectives">What is promised.</param>
internal sealed record Policy(string Source, SourceKind Kind, string Class, string Title, PolicySchedule Schedule, PolicyRetention Retention, PolicyObjectives Objectives);
