namespace Lab.Repository.Pipeline;

/// <summary>How far a piece of work is.</summary>
/// <param name="Entries">Files, packs or snapshots that are done.</param>
/// <param name="Bytes">Bytes that are done.</param>
/// <param name="TotalBytes">Bytes that there are, or <see langword="null"/> while unknown.</param>
/// <param name="Rate">Bytes a second since the start.</param>
/// <param name="Remaining">How long the rest will take at that rate, or <see langword="null"/> while unknown.</param>
/// <param name="Current">What is being worked on.</param>
public sealed record BackupProgress(long Entries, long Bytes, long? TotalBytes, double Rate, TimeSpan? Remaining, string? Current);
