using Lab.Repository.Backends;
using Lab.Repository.Format;
using Lab.Repository.Index;
using Lab.Repository.Locks;
using Lab.Repository.Packs;
using Lab.Repository.Pipeline;

namespace Lab.Repository.Collection;

/// <summary>
/// Frees what no snapshot refers to, while others read and write. It works in two steps: packs that are not needed are first doomed in a new
/// index, so that nobody who opens the repository from then on refers to them; they are removed when nobody is left who opened it before,
/// and after another look at the snapshots. A doomed pack that a snapshot does refer to is taken back.
/// </summary>
/// <param name="repository">The repository.</param>
public sealed class GarbageCollector(BackupRepository repository)
{
    /// <summary>How far the clocks of two machines may be apart.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LeftoversStay = TimeSpan.FromHours(24);

    /// <summary>Collects.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up; nothing that is needed is gone then.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="RepositoryException">A snapshot cannot be read (then nothing is removed), or another collection was faster.</exception>
    public async Task<CollectionResult> RunAsync(CollectionOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var held = await repository.Locks.AcquireAsync(LockPurpose.Collect, null, cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            if (!options.DryRun)
            {
                await repository.Locks.BreakStaleAsync(cancellationToken).ConfigureAwait(false);
            }

            var live = new LiveChunks(repository);
            await live.MarkAsync(cancellationToken).ConfigureAwait(false);
            var index = await repository.Index.LoadAsync(cancellationToken).ConfigureAwait(false);
            var plan = CollectionPlan.Make(index, live.Chunks, repository.Time.GetUtcNow(), options);
            if (options.DryRun)
            {
                return plan.Result(removed: [], left: 0, damaged: 0, live.MissingFrom(index));
            }

            var (added, damaged, archived) = await RepackAsync(held, index, plan, live, options, cancellationToken).ConfigureAwait(false);
            var left = damaged.Union(archived).ToHashSet();
            if (plan.ChangesIndex(index, added, left.Count))
            {
                await held.EnsureHeldAsync(cancellationToken).ConfigureAwait(false);
                await repository.Index.ReplaceAsync(index, plan.Packs(added, left, repository.Time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            }

            var removed = await SweepAsync(held, live, cancellationToken).ConfigureAwait(false);

            // Packs that no index names may be all there is of chunks that no index names: of a lost index file, perhaps.
            // Snapshots that came meanwhile were marked too: what they refer to was in the index before them.
            var missing = live.MissingFrom(await repository.Index.LoadAsync(cancellationToken).ConfigureAwait(false));
            var orphans = missing > 0 ? [] : await RemoveOrphansAsync(options.Grace, cancellationToken).ConfigureAwait(false);
            await RemoveMarksAsync(cancellationToken).ConfigureAwait(false);
            await repository.Snapshots.RemoveFencesAsync(repository.Time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            return plan.Result([.. removed.Select(p => p.Length), .. orphans], left.Count, damaged.Count, missing);
        }
    }

    private async Task<(IReadOnlyList<Pack> Added, HashSet<PackId> Damaged, HashSet<PackId> Archived)> RepackAsync(
        RepositoryLock held, RepositoryIndex index, CollectionPlan plan, LiveChunks live, CollectionOptions options, CancellationToken cancellationToken)
    {
        var damaged = new HashSet<PackId>();
        var archived = new HashSet<PackId>();
        if (plan.Repacked.Count == 0)
        {
            return ([], damaged, archived);
        }

        var meter = new ProgressMeter(options.Progress, repository.Time, plan.Repacked.Sum(p => p.Length));
        var packs = new PackWriter(repository, held, publishes: false, cancellationToken);
        await using (packs.ConfigureAwait(false))
        {
            using var repacker = new Repacker(repository, packs);
            foreach (var pack in plan.Repacked.OrderBy(p => p.Id.IsCatalog))
            {
                try
                {
                    await repacker.AddAsync(pack, (id, blob) => live.Chunks.Contains(id) && index.TryFind(id, out var at) && ReferenceEquals(at.Blob, blob), cancellationToken).ConfigureAwait(false);
                }
                catch (RepositoryException error) when (error.Error == RepositoryError.Damaged)
                {
                    // What is left of it may be all there is of some file: it stays.
                    damaged.Add(pack.Id);
                }
                catch (RepositoryException error) when (error.Error == RepositoryError.Archived)
                {
                    archived.Add(pack.Id);
                }

                meter.Add(pack.Length, 1);
            }

            await repacker.FlushAsync(cancellationToken).ConfigureAwait(false);
            return (await packs.FinishAsync(cancellationToken).ConfigureAwait(false), damaged, archived);
        }
    }

    /// <summary>Removes doomed packs that nobody can refer to.</summary>
    private async Task<IReadOnlyList<Pack>> SweepAsync(RepositoryLock held, LiveChunks live, CancellationToken cancellationToken)
    {
        // In this order: who is not among the locks either takes one later and finds the packs of this index doomed, or is done, and then
        // its snapshot is among those that are looked at last.
        var index = await repository.Index.LoadAsync(cancellationToken).ConfigureAwait(false);
        var others = (await repository.Locks.BreakStaleAsync(cancellationToken).ConfigureAwait(false)).Where(l => l.Id != held.Record.Id).ToArray();
        await live.MarkAsync(cancellationToken).ConfigureAwait(false);
        var needed = live.Chunks.Select(id => index.TryFind(id, out var at) ? at.Pack.Id : default).ToHashSet();
        var removable = index.Packs
            .Where(p => p.Doomed is { } doomed && !needed.Contains(p.Id) && others.All(l => IsLater(l.Started, doomed)))
            .ToArray();
        if (removable.Length == 0)
        {
            return [];
        }

        await held.EnsureHeldAsync(cancellationToken).ConfigureAwait(false);
        var gone = removable.Select(p => p.Id).ToHashSet();
        await repository.Index.ReplaceAsync(index, [.. index.Packs.Where(p => !gone.Contains(p.Id))], cancellationToken).ConfigureAwait(false);
        foreach (var pack in removable)
        {
            await repository.Backend.DeleteAsync(pack.Id.Key, cancellationToken).ConfigureAwait(false);        }

        return removable;
    }

    /// <summary>Whether a lock was taken after a pack was doomed, in spite of clocks that differ. A time still to come shows a clock that jumped and nothing else.</summary>
    private bool IsLater(DateTimeOffset taken, DateTimeOffset doomed) => taken > doomed + ClockTolerance && taken <= repository.Time.GetUtcNow() + ClockTolerance;

    /// <summary>Forgets the damage of packs that are gone.</summary>
    private async Task RemoveMarksAsync(CancellationToken cancellationToken)
    {
        var index = await repository.Index.LoadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var pack in index.Damage.Keys.Where(p => !index.Contains(p)))
        {
            await repository.Damage.RemoveAsync(pack, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes packs that stand in no index and whose writer is gone.</summary>
    private async Task<IReadOnlyList<long>> RemoveOrphansAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        // In this order: a pack that was listed is either of a writer that is still listed, or in the index, or garbage.
        var now = repository.Time.GetUtcNow();
        var listed = await repository.Backend.ListAsync(RepositoryFormat.Packs, cancellationToken).ConfigureAwait(false);
        var writers = (await repository.Locks.ListAsync(cancellationToken).ConfigureAwait(false)).Select(l => l.Id).ToHashSet();
        var index = await repository.Index.LoadAsync(cancellationToken).ConfigureAwait(false);
        var removed = new List<long>();
        foreach (var pack in listed)
        {
            if (PackId.FromKey(pack.Key) is { } id && !index.Contains(id) && !writers.Contains(id.Writer) && pack.Modified < now - grace)
            {
                await repository.Backend.DeleteAsync(pack.Key, cancellationToken).ConfigureAwait(false);
                removed.Add(pack.Length);
            }
        }

        if (repository.Backend is LocalFolderBackend local)
        {
            // A write takes seconds: what is older was left behind, and a pause of the whole machine is no longer than this either.
            local.RemoveLeftovers(now - (grace > LeftoversStay ? grace : LeftoversStay));
        }

        return removed;
    }
}
