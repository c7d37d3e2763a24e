using Lab.Repository.Damage;
using Lab.Repository.Packs;

namespace Lab.Repository.Verification;

/// <summary>What is wrong with a pack.</summary>
/// <param name="Pack">The pack, as the index has it.</param>
/// <param name="Problem">One line.</param>
/// <param name="Blobs">The blobs that cannot be read; none when only its head or directory are damaged.</param>
internal sealed record PackFinding(Pack Pack, string Problem, IReadOnlyList<int> Blobs)
{
    public DamageMark Mark => new(Blobs);

    /// <summary>What a listing shows of a pack.</summary>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    public static PackFinding? OfLength(Pack pack, long? length)
    {
        if (length == pack.Length)
        {
            return null;
        }

        var problem = length is null ? $"{pack.Id.Key} is missing." : $"{pack.Id.Key} has {length} bytes, it should have {pack.Length}.";
        return new PackFinding(pack, problem, [.. pack.Blobs.Where(b => b.Offset + b.StoredLength > (length ?? 0)).Select(b => b.Ordinal)]);
    }
}
