namespace Lab.Model.Backup;

/// <summary>How often something is copied.</summary>
public enum BackupFrequency
{
    /// <summary>Once a day.</summary>
    Daily,

    /// <summary>Once a week.</summary>
    Weekly,

    /// <summary>Once a month.</summary>
    Monthly,
}
