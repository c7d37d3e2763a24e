namespace Lab.Model.Backup;

/// <summary>A tree of files that is backed up beside the database systems.</summary>
/// <param name="Name">Its name, unique among archives and systems.</param>
/// <param name="Purpose">What it holds.</param>
/// <param name="BackupClass">The name of its backup class.</param>
public sealed record Archive(string Name, string Purpose, string BackupClass);
