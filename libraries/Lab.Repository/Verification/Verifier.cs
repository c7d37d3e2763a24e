using System.Collections.Concurrent;
using Lab.Repository.Format;
using Lab.Repository.Index;
using Lab.Repository.Keys;
using Lab.Repository.Locks;
using Lab.Repository.Packs;
using Lab.Repository.Pipeline;
using Lab.Repository.Snapshots;

namespace Lab.Repository.Verification;

/// <summary>Finds out whether everything that snapshots need is there and whole.</summary>
/// <param name="repository">The repository.</param>
public sealed class Verifier(BackupRepository repository)
{
    private readonly ConcurrentQueue<string> problems = new();
    private readonly ConcurrentDictionary<ChunkId, byte> damaged = new();

    /// <summary>Verifies. Damage is no exception: it is what the result is for.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="RepositoryException">The storage cannot be read at all.</exception>
    public async Task<VerificationResult> RunAsync(VerificationOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        problems.Clear();
        damaged.Clear();
        var started = repository.Time.GetTimestamp();
        var held = await repository.Locks.AcquireAsync(LockPurpose.Read, null, cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            await CheckKeysAsync(cancellationToken).ConfigureAwait(false);
            var (manifests, broken) = await ReadManifestsAsync(cancellationToken).ConfigureAwait(false);
            RepositoryIndex index;
            try
            {
                index = await repository.Index.LoadAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (RepositoryException error) when (error.Error == RepositoryError.Damaged)
            {
                problems.Enqueue(error.Message);
                return new VerificationResult(manifests.Count, 0, 0, 0, 0, 0, [.. problems], [.. broken, .. manifests.Select(m => m.Id)], Seconds(started));
            }

            var orphans = await CheckPresenceAsync(index, cancellationToken).ConfigureAwait(false);
            var (read, bytes, skipped) = options.Quick ? (0, 0, index.Packs.Count) : await CheckPacksAsync(index, options, cancellationToken).ConfigureAwait(false);
            var affected = await CheckSnapshotsAsync(index, manifests, cancellationToken).ConfigureAwait(false);
            return new VerificationResult(manifests.Count + broken.Count, index.Packs.Count, read, bytes, skipped, orphans, [.. problems.Distinct()], [.. broken, .. affected], Seconds(started));
        }
    }

    private double Seconds(long started) => Math.Round(repository.Time.GetElapsedTime(started).TotalSeconds, 3);

    private async Task CheckKeysAsync(CancellationToken cancellationToken)
    {
        foreach (var listed in await repository.Backend.ListAsync(RepositoryFormat.Keys, cancellationToken).ConfigureAwait(false))
        {
            if (await repository.Backend.GetAsync(listed.Key, cancellationToken).ConfigureAwait(false) is { } bytes && KeyStore.TryParse(bytes) is null)
            {
                problems.Enqueue($"{listed.Key} is damaged.");
            }
        }
    }

    private async Task<(List<SnapshotManifest> Manifests, List<string> Broken)> ReadManifestsAsync(CancellationToken cancellationToken)
    {
        var manifests = new List<SnapshotManifest>();
        var broken = new List<string>();
        foreach (var listed in await repository.Backend.ListAsync(RepositoryFormat.Snapshots, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (await repository.Snapshots.ReadAsync(listed.Key, cancellationToken).ConfigureAwait(false) is { } manifest)
                {
                    manifests.Add(manifest);
                }
            }
            catch (RepositoryException error) when (error.Error == RepositoryError.Damaged)
            {
                problems.Enqueue(error.Message);
                broken.Add(listed.Key[RepositoryFormat.Snapshots.Length..]);
            }
        }

        return (manifests, broken);
    }

    private async Task<int> CheckPresenceAsync(RepositoryIndex index, CancellationToken cancellationToken)
    {
        var stored = (await repository.Backend.ListAsync(RepositoryFormat.Packs, cancellationToken).ConfigureAwait(false)).ToDictionary(o => o.Key, o => o.Length);
        foreach (var pack in index.Packs)
        {
            if (!stored.TryGetValue(pack.Id.Key, out var length) || length != pack.Length)
            {
                problems.Enqueue(length == 0 ? $"{pack.Id.Key} is missing." : $"{pack.Id.Key} has {length} bytes, it should have {pack.Length}.");
                foreach (var chunk in pack.Blobs.Where(b => b.Offset + b.StoredLength > length).SelectMany(b => b.Chunks))
                {
                    damaged.TryAdd(chunk.Id, 0);
                }
            }
        }

        return stored.Keys.Count(key => PackId.FromKey(key) is { } id && !index.Contains(id));
    }

    private async Task<(int Read, long Bytes, int Skipped)> CheckPacksAsync(RepositoryIndex index, VerificationOptions options, CancellationToken cancellationToken)
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

        var meter = new ProgressMeter(options.Progress, repository.Time, bytes);
        var checks = new ConcurrentBag<PackCheck>();
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Workers), CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(chosen, parallel, async (pack, token) =>
            {
                var check = checks.TryTake(out var free) ? free : new PackCheck(repository);
                if (await check.RunAsync(pack, id => damaged.TryAdd(id, 0), token).ConfigureAwait(false) is { } problem)
                {
                    problems.Enqueue(problem);
                    state.Forget(pack.Id);
                }
                else
                {
                    state.Set(pack.Id, repository.Time.GetUtcNow());
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
        return (chosen.Count, bytes, index.Packs.Count - chosen.Count);
    }

    private async Task<IReadOnlyList<string>> CheckSnapshotsAsync(RepositoryIndex index, IReadOnlyList<SnapshotManifest> manifests, CancellationToken cancellationToken)
    {
        var affected = new List<string>();
        foreach (var manifest in manifests)
        {
            var bad = 0L;
            try
            {
                bad = manifest.Catalog.LongCount(c => IsBad(index, c.Id));
                if (bad > 0)
                {
                    problems.Enqueue($"snapshot {manifest.Id}: {bad} chunks of its catalog are missing or damaged.");
                }

                var catalog = new ChunkStream(repository.Backend, repository.Cipher, index, manifest.Catalog);
                await using (catalog.ConfigureAwait(false))
                {
                    while (bad == 0 && await CatalogRecord.ReadAsync(catalog, cancellationToken).ConfigureAwait(false) is { } entry)
                    {
                        var missing = entry.Chunks.LongCount(c => IsBad(index, c.Id));
                        if (missing > 0)
                        {
                            bad += missing;
                            problems.Enqueue($"snapshot {manifest.Id}: '{entry.Entry.Path}' has {missing} chunks that are missing or damaged.");
                        }
                    }
                }
            }
            catch (Exception error) when (error is InvalidDataException or RepositoryException { Error: RepositoryError.Damaged })
            {
                bad++;
                problems.Enqueue($"snapshot {manifest.Id}: its catalog cannot be read: {error.Message}");
            }

            if (bad > 0)
            {
                affected.Add(manifest.Id);
            }
        }

        return affected;
    }

    private bool IsBad(RepositoryIndex index, ChunkId id) => damaged.ContainsKey(id) || !index.TryFind(id, out _);
}
