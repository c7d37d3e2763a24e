using Lab.Repository.Pipeline;

namespace Lab.Repository.Verification;

/// <summary>How a repository is verified.</summary>
public sealed record VerificationOptions
{
    /// <summary>Whether only the index is compared with what is stored, without reading data.</summary>
    public bool Quick { get; init; }

    /// <summary>Packs that were found whole within this time are not read again; zero reads everything.</summary>
    public TimeSpan SkipVerifiedWithin { get; init; } = TimeSpan.Zero;

    /// <summary>The most bytes of packs to read, the longest unread first; no limit when null. For a rolling verification.</summary>
    public long? MostBytes { get; init; }

    /// <summary>Workers; one per processor unless said otherwise.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Receives progress, from any thread.</summary>
    public IProgress<BackupProgress>? Progress { get; init; }
}
