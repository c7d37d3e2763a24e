using Lab.Repository.Format;
using Lab.Repository.Packs;

namespace Lab.Repository.Files;

/// <summary>Blobs that lie one behind the other in a pack and are fetched at once.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Blobs">The blobs, in order, each with what comes from it.</param>
internal sealed record PackRun(PackId Pack, IReadOnlyList<(PackBlob Blob, List<RestorePiece> Pieces)> Blobs)
{
    /// <summary>A run is not made longer than this, but for a single larger blob: large reads are fast, and memory is bounded.</summary>
    private const int LargestRun = 4 * 1024 * 1024;

    /// <summary>Where it begins in the pack, in bytes.</summary>
    public long Offset => Blobs[0].Blob.Offset;

    /// <summary>Its bytes.</summary>
    public int Length { get; } = Blobs.Sum(b => b.Blob.StoredLength);

    /// <summary>Puts neighbours together.</summary>
    /// <param name="blobs">In the order in which they lie in the repository.</param>
    public static IEnumerable<PackRun> Of(IEnumerable<(PackId Pack, PackBlob Blob, List<RestorePiece> Pieces)> blobs)
    {
        var run = new List<(PackBlob Blob, List<RestorePiece> Pieces)>();
        PackId pack = default;
        var length = 0;
        foreach (var (next, blob, pieces) in blobs)
        {
            if (run.Count > 0 && (next != pack || run[^1].Blob.Ordinal + 1 != blob.Ordinal || length + blob.StoredLength > LargestRun))
            {
                yield return new PackRun(pack, [.. run]);
                run.Clear();
                length = 0;
            }

            pack = next;
            run.Add((blob, pieces));
            length += blob.StoredLength;
        }

        if (run.Count > 0)
        {
            yield return new PackRun(pack, run);
        }
    }
}
