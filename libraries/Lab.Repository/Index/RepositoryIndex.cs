using System.Collections.Concurrent;
using Lab.Repository.Damage;
using Lab.Repository.Format;
using Lab.Repository.Packs;

namespace Lab.Repository.Index;

/// <summary>All index files together: which chunk lies where. About 120 bytes of memory per chunk. Reading it is safe for many threads.</summary>
/// <param name="generation">The number of the newest base; 0 when there is none.</param>
/// <param name="files">The index files it was read from.</param>
/// <param name="damage">What verifications found wrong with packs.</param>
internal sealed class RepositoryIndex(ulong generation, IReadOnlyList<string> files, IReadOnlyDictionary<PackId, DamageMark> damage)
{
    private readonly Dictionary<ChunkId, (Pack Pack, PackBlob Blob, int Offset)> live = [];
    private readonly Dictionary<ChunkId, (Pack Pack, PackBlob Blob, int Offset)> doomed = [];
    private readonly Dictionary<ChunkId, (Pack Pack, PackBlob Blob, int Offset)> damaged = [];
    private readonly Dictionary<PackId, Pack> packs = [];
    private readonly ConcurrentDictionary<ChunkId, byte> distrusted = new();
    private volatile bool distrusts;

    public ulong Generation { get; } = generation;

    public IReadOnlyList<string> Files { get; } = files;

    public IReadOnlyCollection<Pack> Packs => packs.Values;

    /// <summary>What verifications found wrong with packs.</summary>
    public IReadOnlyDictionary<PackId, DamageMark> Damage { get; } = damage;

    /// <summary>How many chunks lie in packs that are not doomed.</summary>
    public int LiveChunks => live.Count;

    public void Add(Pack pack)
    {
        if (!packs.TryAdd(pack.Id, pack))
        {
            return;
        }

        var mark = Damage.GetValueOrDefault(pack.Id);
        foreach (var blob in pack.Blobs)
        {
            var chunks = mark?.Covers(blob.Ordinal) == true ? damaged : pack.Doomed is null ? live : doomed;
            var offset = 0;
            foreach (var chunk in blob.Chunks)
            {
                chunks.TryAdd(chunk.Id, (pack, blob, offset));
                offset += chunk.Length;
            }
        }
    }

    public bool Contains(PackId pack) => packs.ContainsKey(pack);

    /// <summary>Whether a new snapshot may refer to the chunk: it lies in a pack that is neither doomed nor known to be damaged there.</summary>
    public bool MayReferTo(ChunkId id) => live.ContainsKey(id) && !(distrusts && distrusted.ContainsKey(id));

    /// <summary>Whether all that is left of the chunk was found damaged.</summary>
    public bool IsDamaged(ChunkId id) => damaged.ContainsKey(id) && !live.ContainsKey(id) && !doomed.ContainsKey(id);

    /// <summary>Lets no new snapshot refer to chunks that turned out to be damaged while this index is in use.</summary>
    public void Distrust(IEnumerable<ChunkId> chunks)
    {
        foreach (var chunk in chunks)
        {
            distrusted.TryAdd(chunk, 0);
            distrusts = true;
        }
    }

    /// <summary>Finds a chunk to read it.</summary>
    public bool TryFind(ChunkId id, out ChunkLocation location)
    {
        if (!live.TryGetValue(id, out var found) && !doomed.TryGetValue(id, out found) && !damaged.TryGetValue(id, out found))
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
