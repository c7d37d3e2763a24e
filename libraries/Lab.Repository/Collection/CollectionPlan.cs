using Lab.Repository.Format;
using Lab.Repository.Index;
using Lab.Repository.Packs;

namespace Lab.Repository.Collection;

/// <summary>What is to become of each pack.</summary>
internal sealed class CollectionPlan
{
    /// <summary>So many small packs are put together into one.</summary>
    private const int ManySmall = 8;

    private const int SmallPack = PackBuilder.TargetSize / 4;

    private readonly List<Pack> kept = [];
    private readonly List<Pack> doomed = [];
    private readonly List<Pack> unused = [];
    private bool tookBack;
    private long liveBytes;
    private long liveChunks;

    private CollectionPlan()
    {
    }

    /// <summary>Packs whose live chunks are to be written anew.</summary>
    public List<Pack> Repacked { get; } = [];

    public static CollectionPlan Make(RepositoryIndex index, IReadOnlySet<ChunkId> live, DateTimeOffset now, CollectionOptions options)
    {
        var plan = new CollectionPlan();
        var used = new Dictionary<PackId, long>();
        var unhealed = new HashSet<PackId>();
        foreach (var id in live)
        {
            // Of a chunk that lies in several packs only one is used.
            if (index.TryFind(id, out var at))
            {
                used[at.Pack.Id] = used.GetValueOrDefault(at.Pack.Id) + at.Length;
                if (index.IsDamaged(id))
                {
                    unhealed.Add(at.Pack.Id);
                }

                plan.liveBytes += at.Length;
                plan.liveChunks++;
            }
        }

        foreach (var pack in index.Packs)
        {
            // What is damaged of it was stored anew meanwhile, or nobody needs it: the rest should not lie beside it.
            var healed = index.Damage.ContainsKey(pack.Id) && !unhealed.Contains(pack.Id);
            plan.Add(pack, used.GetValueOrDefault(pack.Id), healed, now, options);
        }

        if (plan.Repacked.Count > 0 && plan.Repacked.TrueForAll(p => p.Length < SmallPack && IsFull(p, used) && !index.Damage.ContainsKey(p.Id)) && plan.Repacked.Count < ManySmall)
        {
            plan.kept.AddRange(plan.Repacked);
            plan.Repacked.Clear();
        }

        return plan;
    }

    /// <summary>Whether a new index is needed.</summary>
    public bool ChangesIndex(RepositoryIndex index, IReadOnlyList<Pack> added, int left) =>
        unused.Count > 0 || added.Count > 0 || Repacked.Count > left || tookBack || index.Files.Count > 1;

    /// <summary>All packs for the next index; those that are <paramref name="left"/> could not be written anew and stay.</summary>
    public IReadOnlyList<Pack> Packs(IReadOnlyList<Pack> added, IReadOnlySet<PackId> left, DateTimeOffset now) =>
    [
        .. kept,
        .. added,
        .. doomed,
        .. Repacked.Where(p => left.Contains(p.Id)),
        .. Repacked.Where(p => !left.Contains(p.Id)).Select(p => p with { Doomed = now }),
        .. unused.Select(p => p with { Doomed = now }),
    ];

    /// <summary>Sums up.</summary>
    /// <param name="removed">Sizes of the packs that were removed.</param>
    /// <param name="left">How many packs could not be written anew, for whatever reason.</param>
    /// <param name="damaged">How many of these are damaged.</param>
    /// <param name="missing">How many chunks no index has.</param>
    public CollectionResult Result(IReadOnlyList<long> removed, int left, int damaged, long missing)
    {
        var notNeeded = doomed.Count + unused.Count + Repacked.Count - left;
        return new CollectionResult(
            liveChunks, liveBytes, Repacked.Count - left, doomed.Count + unused.Count, removed.Count, removed.Sum(), Math.Max(0, notNeeded - removed.Count), damaged, missing);
    }

    private static bool IsFull(Pack pack, Dictionary<PackId, long> used) => used.GetValueOrDefault(pack.Id) == pack.Blobs.Sum(b => (long)b.RawLength);

    private void Add(Pack pack, long usedBytes, bool healed, DateTimeOffset now, CollectionOptions options)
    {
        if (pack.Doomed is not null)
        {
            if (usedBytes > 0)
            {
                tookBack = true;
                kept.Add(pack with { Doomed = null });
            }
            else
            {
                doomed.Add(pack);
            }

            return;
        }

        // A clock that was set back makes packs of the future: they are young too.
        if (pack.Created > now - options.Grace)
        {
            kept.Add(pack);
            return;
        }

        var raw = pack.Blobs.Sum(b => (long)b.RawLength);
        if (usedBytes == 0)
        {
            unused.Add(pack);
        }
        else if (usedBytes < raw * options.RepackBelow || pack.Length < SmallPack || healed)
        {
            Repacked.Add(pack);
        }
        else
        {
            kept.Add(pack);
        }
    }
}
