namespace Lab.Model.Backup;

/// <summary>What is copied all the time, between full backups.</summary>
public enum ContinuousBackup
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>PostgreSQL's write-ahead log.</summary>
    WriteAheadLog,

    /// <summary>Changed files.</summary>
    Replication,
}
