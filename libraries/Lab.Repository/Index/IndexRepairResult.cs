namespace Lab.Repository.Index;

/// <summary>What a repair of the index did.</summary>
/// <param name="Packs">Packs that the new index has.</param>
/// <param name="FoundPacks">Of these, packs that no readable index file had.</param>
/// <param name="DamagedFiles">Index files that could not be read; they are gone now.</param>
/// <param name="Problems">Packs that no index file had and that cannot be read themselves, one line each.</param>
public sealed record IndexRepairResult(int Packs, int FoundPacks, int DamagedFiles, IReadOnlyList<string> Problems);
