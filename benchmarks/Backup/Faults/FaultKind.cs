namespace Lab.Benchmarks.Backup.Faults;

/// <summary>What happens to a file of a repository.</summary>
internal enum FaultKind
{
    /// <summary>One bit is another.</summary>
    Flip,

    /// <summary>Its end is lost.</summary>
    Truncation,

    /// <summary>It is gone.</summary>
    Deletion,
}
