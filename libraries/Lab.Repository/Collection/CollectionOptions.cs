using Lab.Repository.Pipeline;

namespace Lab.Repository.Collection;

/// <summary>How garbage is collected.</summary>
public sealed record CollectionOptions
{
    /// <summary>The grace of Proxmox Backup Server: nothing younger is removed.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromHours(24) + TimeSpan.FromMinutes(5);

    /// <summary>Packs younger than this are left alone.</summary>
    public TimeSpan Grace { get; init; } = DefaultGrace;

    /// <summary>A pack of whose bytes less than this part is in use is written anew without the rest; 0 to 1.</summary>
    public double RepackBelow { get; init; } = 0.75;

    /// <summary>Whether to find out only.</summary>
    public bool DryRun { get; init; }

    /// <summary>Receives progress.</summary>
    public IProgress<BackupProgress>? Progress { get; init; }
}
