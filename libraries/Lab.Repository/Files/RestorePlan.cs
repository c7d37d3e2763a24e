using Lab.Repository.Format;
using Lab.Repository.Index;
using Lab.Repository.Packs;

namespace Lab.Repository.Files;

/// <summary>Which pieces come from which blob, so that each blob is read once. Bounded: it is carried out when it is large.</summary>
internal sealed class RestorePlan
{
    private const int LargestPieces = 500_000;
    private const int LargestFiles = 400;

    private readonly Dictionary<PackBlob, (PackId Pack, List<RestorePiece> Pieces)> blobs = new(ReferenceEqualityComparer.Instance);
    private readonly List<RestoreFile> files = [];
    private int pieces;

    /// <summary>Whether it should be carried out before more is added. Files may stay open while it is carried out, so they count too.</summary>
    public bool IsLarge => pieces >= LargestPieces || files.Count >= LargestFiles;

    public IReadOnlyList<RestoreFile> Files => files;

    /// <summary>The blobs in the order in which they lie in the repository.</summary>
    public IEnumerable<(PackId Pack, PackBlob Blob, List<RestorePiece> Pieces)> Blobs =>
        blobs.OrderBy(b => b.Value.Pack.Writer).ThenBy(b => b.Value.Pack.Number).ThenBy(b => b.Key.Ordinal).Select(b => (b.Value.Pack, b.Key, b.Value.Pieces));

    public void Add(RestoreFile file) => files.Add(file);

    public void Add(ChunkLocation location, ChunkId id, RestoreFile file, long offset)
    {
        if (!blobs.TryGetValue(location.Blob, out var target))
        {
            blobs[location.Blob] = target = (location.Pack.Id, []);
        }

        target.Pieces.Add(new RestorePiece(id, location.Offset, location.Length, file, offset));
        file.Expect(location.Length);
        pieces++;
    }

    public void Clear()
    {
        foreach (var file in files)
        {
            file.Dispose();
        }

        blobs.Clear();
        files.Clear();
        pieces = 0;
    }
}
