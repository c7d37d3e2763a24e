using Lab.Repository.Pipeline;

namespace Lab.Repository.Files;

/// <summary>How a snapshot is restored.</summary>
public sealed record RestoreOptions
{
    /// <summary>Only this path and what is below it; everything when null.</summary>
    public string? Path { get; init; }

    /// <summary>Whether files and folders that the snapshot does not have are removed from the target.</summary>
    public bool RemoveOthers { get; init; }

    /// <summary>Workers; two per processor unless said otherwise, since some wait until the disk takes what they write.</summary>
    public int Workers { get; init; } = 2 * Environment.ProcessorCount;

    /// <summary>Receives progress, from any thread.</summary>
    public IProgress<BackupProgress>? Progress { get; init; }

    /// <summary>Receives one line for each thing that could not be restored as it was, for example an owner.</summary>
    public Action<string>? Warn { get; init; }
}
