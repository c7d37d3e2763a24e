using System.Collections.Concurrent;
using Lab.Repository.Damage;
using Lab.Repository.Format;
using Lab.Repository.Index;
using Lab.Repository.Keys;
using Lab.Repository.Locks;
using Lab.Repository.Packs;
using Lab.Repository.Pipeline;

namespace Lab.Repository.Verification;

/// <summary>
/// Finds out whether everything that snapshots need is there and whole. Damage is remembered: from then on no backup refers to what is
/// damaged, and the next one that finds it in its source stores it anew.
/// </summary>
/// <param name="repository">The repository.</param>
public sealed class Verifier(BackupRepository repository)
{
    /// <summary>Verifies. Damage is no exception: it is what the result is for.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="RepositoryException">The storage cannot be read at all.</exception>
    public async Task<VerificationResult> RunAsync(VerificationOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var started = repository.Time.GetTimestamp();
        var held = await repository.Locks.AcquireAsync(LockPurpose.Read, null, cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            var problems = new List<string>();
            await CheckKeysAsync(problems, cancellationToken).ConfigureAwait(false);
            await CheckReceiptsAsync(problems, cancellationToken).ConfigureAwait(false);
            var broken = new List<string>();
            var manifests = await repository.Snapshots.ListAsync(
                (id, error) =>
                {
                    problems.Add(error.Message);
                    broken.Add(id);
                },
                cancellationToken).ConfigureAwait(false);
            RepositoryIndex index;
            try
            {
                index = await repository.Index.LoadAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (RepositoryException error) when (error.Error == RepositoryError.Damaged)
            {
                return new VerificationResult(manifests.Count, 0, 0, 0, 0, 0, 0, [.. problems, error.Message], [.. broken, .. manifests.Select(m => m.Id)], Seconds(started));
            }

            var (listed, orphans) = await CheckPresenceAsync(index, cancellationToken).ConfigureAwait(false);
            var chosen = options.Quick ? [] : await ChooseAsync(index, options, cancellationToken).ConfigureAwait(false);
            var (read, archived) = await CheckPacksAsync(index, chosen, options, cancellationToken).ConfigureAwait(false);
            chosen = [.. chosen.Where(p => !archived.Contains(p.Id))];

            // With what was just found in it. A collection may have removed packs meanwhile: what is no longer in the index is missed by nobody.
            await RememberAsync(index, [.. listed, .. read], chosen, cancellationToken).ConfigureAwait(false);
            var current = await repository.Index.LoadAsync(cancellationToken).ConfigureAwait(false);
            var snapshots = new SnapshotCheck(repository, current);
            foreach (var manifest in manifests)
            {
                await snapshots.RunAsync(manifest, cancellationToken).ConfigureAwait(false);
            }

            var findings = listed.Concat(read).Where(f => current.Contains(f.Pack.Id)).ToArray();
            var needed = findings.Where(f => IsNeeded(f, snapshots.Bad)).ToArray();
            if (orphans > 0 && snapshots.Bad.Any(id => !current.TryFind(id, out _)))
            {
                problems.Add($"chunks are in no pack of the index, and {orphans} stored packs are in no index: 'repair' looks for them there.");
            }

            var healed = findings.Except(needed).Select(f => f.Pack.Id).Except(needed.Select(f => f.Pack.Id)).Count();
            return new VerificationResult(
                manifests.Count + broken.Count,
                index.Packs.Count,
                chosen.Count,
                chosen.Sum(p => p.Length),
                index.Packs.Count - chosen.Count,
                orphans,
                healed,
                [.. problems, .. needed.Select(f => f.Problem).Distinct(), .. snapshots.Problems],
                [.. broken, .. snapshots.Affected],
                Seconds(started));
        }
    }

    /// <summary>Whether something is lost, or will be with the index: a collection writes a pack anew whose head or directory is damaged.</summary>
    private static bool IsNeeded(PackFinding finding, IReadOnlySet<ChunkId> bad) => finding.Blobs.Count == 0
        ? finding.Pack.Doomed is null
        : finding.Pack.Blobs.Where(b => finding.Mark.Covers(b.Ordinal)).SelectMany(b => b.Chunks).Any(c => bad.Contains(c.Id));

    private double Seconds(long started) => Math.Round(repository.Time.GetElapsedTime(started).TotalSeconds, 3);

    private async Task CheckKeysAsync(List<string> problems, CancellationToken cancellationToken)
    {
        foreach (var listed in await repository.Backend.ListAsync(RepositoryFormat.Keys, cancellationToken).ConfigureAwait(false))
        {
            if (await repository.Backend.GetAsync(listed.Key, cancellationToken).ConfigureAwait(false) is { } bytes && KeyStore.TryParse(bytes) is null)
            {
                problems.Add($"{listed.Key} is damaged.");
            }
        }
    }

    private async Task CheckReceiptsAsync(List<string> problems, CancellationToken cancellationToken)
    {
        foreach (var key in await repository.Receipts.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await repository.Receipts.CheckAsync(key, cancellationToken).ConfigureAwait(false) is { } problem)
            {
                problems.Add(problem);
            }
        }
    }

    private async Task<(IReadOnlyList<PackFinding> Findings, int Orphans)> CheckPresenceAsync(RepositoryIndex index, CancellationToken cancellationToken)
    {
        var stored = (await repository.Backend.ListAsync(RepositoryFormat.Packs, cancellationToken).ConfigureAwait(false)).ToDictionary(o => o.Key, o => o.Length);
        var findings = index.Packs.Select(p => PackFinding.OfLength(p, stored.TryGetValue(p.Id.Key, out var length) ? length : null)).OfType<PackFinding>();
        return ([.. findings], stored.Keys.Count(key => PackId.FromKey(key) is { } id && !index.Contains(id)));
    }

    /// <summary>The packs to read, the longest unread first.</summary>
    private async Task<IReadOnlyList<Pack>> ChooseAsync(RepositoryIndex index, VerificationOptions options, CancellationToken cancellationToken)
    {
        var state = await VerificationState.ReadAsync(repository, cancellationToken).ConfigureAwait(false);
        var since = repository.Time.GetUtcNow() - options.SkipVerifiedWithin;
        var chosen = new List<Pack>();
        long bytes = 0;
        foreach (var pack in index.Packs.Where(p => options.SkipVerifiedWithin <= TimeSpan.Zero || state.LastVerified(p.Id) < since).OrderBy(p => state.LastVerified(p.Id)))
        {
            if (options.MostBytes is { } most && bytes + pack.Length > most)
            {
                break;
            }

            bytes += pack.Length;
            chosen.Add(pack);
        }

        return chosen;
    }

    private async Task<(IReadOnlyCollection<PackFinding> Findings, IReadOnlySet<PackId> Archived)> CheckPacksAsync(RepositoryIndex index, IReadOnlyList<Pack> chosen, VerificationOptions options, CancellationToken cancellationToken)
    {
        if (chosen.Count == 0)
        {
            return ([], new HashSet<PackId>());
        }

        var state = await VerificationState.ReadAsync(repository, cancellationToken).ConfigureAwait(false);
        var meter = new ProgressMeter(options.Progress, repository.Time, chosen.Sum(p => p.Length));
        var findings = new ConcurrentQueue<PackFinding>();
        var archived = new ConcurrentQueue<PackId>();
        var checks = new ConcurrentBag<PackCheck>();
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Workers), CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(chosen, parallel, async (pack, token) =>
            {
                var check = checks.TryTake(out var free) ? free : new PackCheck(repository);
                try
                {
                    if (await check.RunAsync(pack, token).ConfigureAwait(false) is { } finding)
                    {
                        findings.Enqueue(finding);
                        state.Forget(pack.Id);
                    }
                    else
                    {
                        state.Set(pack.Id, repository.Time.GetUtcNow());
                    }
                }
                catch (RepositoryException error) when (error.Error == RepositoryError.Archived)
                {
                    archived.Enqueue(pack.Id);
                }

                checks.Add(check);
                meter.Add(pack.Length, 1);
            }).ConfigureAwait(false);
        }
        finally
        {
            foreach (var check in checks)
            {
                check.Dispose();
            }
        }

        await state.WriteAsync(repository, index.Packs.Select(p => p.Id.ToString()).ToHashSet(), cancellationToken).ConfigureAwait(false);
        return (findings, archived.ToHashSet());
    }

    /// <summary>Marks what is damaged, and takes back the marks of packs that were read and are whole.</summary>
    private async Task RememberAsync(RepositoryIndex index, IReadOnlyList<PackFinding> findings, IReadOnlyList<Pack> read, CancellationToken cancellationToken)
    {
        var damaged = findings.GroupBy(f => f.Pack.Id).ToDictionary(g => g.Key, g => g.SelectMany(f => f.Blobs).Distinct().Order().ToArray());
        var whole = read.Select(p => p.Id).ToHashSet();
        foreach (var (pack, blobs) in damaged)
        {
            // Of a pack that was not read, more may be damaged than its size tells.
            var known = whole.Remove(pack) ? null : index.Damage.GetValueOrDefault(pack);
            var mark = known is { Blobs: null } ? known : new DamageMark([.. blobs.Union(known?.Blobs ?? []).Order()]);
            await repository.Damage.WriteAsync(pack, mark, cancellationToken).ConfigureAwait(false);
        }

        foreach (var pack in whole.Where(index.Damage.ContainsKey))
        {
            await repository.Damage.RemoveAsync(pack, cancellationToken).ConfigureAwait(false);
        }
    }
}
