namespace Lab.Repository.Files;

/// <summary>What a restore did.</summary>
/// <param name="Entries">Paths that are now as in the snapshot.</param>
/// <param name="Bytes">Bytes of files.</param>
/// <param name="WrittenBytes">Of these, bytes that were not there already.</param>
/// <param name="Removed">Paths that the snapshot does not have and that were removed.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record RestoreResult(long Entries, long Bytes, long WrittenBytes, long Removed, double Seconds);
