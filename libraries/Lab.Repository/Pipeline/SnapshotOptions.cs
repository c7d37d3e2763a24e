namespace Lab.Repository.Pipeline;

/// <summary>How a snapshot is written.</summary>
/// <param name="Group">What it is kept and pruned together with: a system's name, or a host and its folders.</param>
/// <param name="Sources">What it is made of.</param>
public sealed record SnapshotOptions(string Group, IReadOnlyList<string> Sources)
{
    /// <summary>The snapshot whose unchanged files are taken over.</summary>
    public string? Parent { get; init; }

    /// <summary>What the snapshot's time is, for a copy of an older one; now when null.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Workers; one per processor unless said otherwise.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The zstd level from 1 to 19; chosen by the kind of data when null.</summary>
    public int? Level { get; init; }

    /// <summary>How many bytes there will be, for progress; null when unknown.</summary>
    public long? ExpectedBytes { get; init; }

    /// <summary>Receives progress, from any thread.</summary>
    public IProgress<BackupProgress>? Progress { get; init; }
}
