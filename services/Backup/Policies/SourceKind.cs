namespace Lab.Backup.Policies;

/// <summary>What is backed up.</summary>
internal enum SourceKind
{
    /// <summary>A database system.</summary>
    System,

    /// <summary>A tree of files.</summary>
    Archive,
}
