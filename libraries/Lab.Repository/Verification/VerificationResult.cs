namespace Lab.Repository.Verification;

/// <summary>What a verification found.</summary>
/// <param name="Snapshots">Snapshots that were looked at.</param>
/// <param name="Packs">Packs that the index names.</param>
/// <param name="ReadPacks">Packs that were read and compared whole.</param>
/// <param name="ReadBytes">Their bytes.</param>
/// <param name="SkippedPacks">Packs that were not read: verified lately, beyond the limit, or in an archive.</param>
/// <param name="Orphans">Stored packs that no index names: garbage, or of a backup that runs.</param>
/// <param name="HealedPacks">Damaged packs of which no snapshot needs what is damaged, for example since a later backup stored it anew: a collection removes them.</param>
/// <param name="Problems">What is wrong, one line each; empty when all is well.</param>
/// <param name="DamagedSnapshots">Ids of snapshots that cannot be restored whole.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record VerificationResult(
    int Snapshots, int Packs, int ReadPacks, long ReadBytes, int SkippedPacks, int Orphans, int HealedPacks, IReadOnlyList<string> Problems, IReadOnlyList<string> DamagedSnapshots, double Seconds)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Problems.Count == 0;
}
