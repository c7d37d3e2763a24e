using Lab.Repository.Snapshots;

namespace Lab.Repository.Retention;

/// <summary>What becomes of a snapshot.</summary>
/// <param name="Snapshot">Which.</param>
/// <param name="Reason">The option that keeps it (<c>last</c>, <c>hourly</c>, …, <c>protected</c>); <see langword="null"/> when it is removed.</param>
public sealed record RetentionDecision(SnapshotManifest Snapshot, string? Reason)
{
    /// <summary>Whether it stays.</summary>
    public bool IsKept => Reason is not null;
}
