using Lab.Repository.Format;
using Lab.Repository.Packs;

namespace Lab.Repository.Index;

/// <summary>All index files together: which chunk lies where. About 120 bytes of memory per chunk. Reading it is safe for many threads.</summary>
/// <param name="generation">The number of the newest base; 0 when there is none.</param>
/// <param name="files">The index files it was read from.</param>
internal sealed class RepositoryIndex(ulong generation, IReadOnlyList<string> files)
{
    private readonly Dictionary<ChunkId, (Pack Pack, PackBlob Blob, int Offset)> live = [];
    private readonly Dictionary<ChunkId, (Pack Pack, PackBlob Blob, int Offset)> doomed = [];
    private readonly Dictionary<PackId, Pack> packs = [];

    public ulong Generation { get; } = generation;

    public IReadOnlyList<string> Files { get; } = files;

    public IReadOnlyCollection<Pack> Packs => packs.Values;

    /// <summary>How many chunks lie in packs that are not doomed.</summary>
    public int LiveChunks => live.Count;

    public void Add(Pack pack)
    {
        if (!packs.TryAdd(pack.Id, pack))
        {
            return;
        }

        var chunks = pack.Doomed is null ? live : doomed;
        foreach (var blob in pack.Blobs)
        {
            var offset = 0;
            foreach (var chunk in blob.Chunks)
            {
                chunks.TryAdd(chunk.Id, (pack, blob, offset));
                offset += chunk.Length;
            }
        }
    }

    public bool Contains(PackId pack) => packs.ContainsKey(pack);

    /// <summary>Whether a new snapshot may refer to the chunk: it lies in a pack that is not doomed.</summary>
    public bool MayReferTo(ChunkId id) => live.ContainsKey(id);

    /// <summary>Finds a chunk to read it.</summary>
    public bool TryFind(ChunkId id, out ChunkLocation location)
    {
        if (!live.TryGetValue(id, out var found) && !doomed.TryGetValue(id, out found))
        {
            location = default;
            return false;
        }

        var length = 0;
        foreach (var chunk in found.Blob.Chunks)
        {
            if (chunk.Id == id)
            {
                length = chunk.Length;
                break;
            }
        }

        location = new ChunkLocation(found.Pack, found.Blob, found.Offset, length);
        return true;
    }

    /// <exception cref="RepositoryException">The chunk is nowhere.</exception>
    public ChunkLocation Find(ChunkId id) => TryFind(id, out var location)
        ? location
        : throw new RepositoryException(RepositoryError.Damaged, $"chunk {id} is in no pack of the index.");
}
