using System.Xml.Linq;
using Lab.Engines.ObjectStore.Classes;
using Lab.Engines.ObjectStore.Operations.Objects;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Sweeping;

/// <summary>Follows the buckets' lifecycle rules, and deletes files that no object refers to.</summary>
internal sealed class Sweeper(Store store, EngineLog log)
{
    /// <summary>At the start, before any request: what a crash left behind.</summary>
    public void SweepFiles()
    {
        var used = store.Versions.All().SelectMany(v => v.Segments).Select(s => s.File)
            .Concat(store.Uploads.List(bucket: null).SelectMany(u => store.Uploads.Parts(u.Id)).Select(p => p.Segment.File))
            .ToHashSet(StringComparer.Ordinal);
        var orphans = store.Files.All().Where(file => !used.Contains(file)).ToArray();
        foreach (var file in orphans)
        {
            store.Files.Delete(file);
        }

        if (orphans.Length > 0)
        {
            log.Write($"deleted {orphans.Length} files of writes that were never acknowledged");
        }
    }

    /// <summary>One pass over all buckets with rules.</summary>
    public async Task FollowRulesAsync(CancellationToken cancellationToken)
    {
        foreach (var bucket in store.Buckets.List().Where(b => b.Lifecycle.Length > 0))
        {
            var rules = LifecycleRule.ReadAll(XElement.Parse(bucket.Lifecycle)).Where(r => r.IsEnabled).ToArray();
            var versions = store.Versions.OfBucket(bucket.Name);
            var successors = versions.GroupBy(v => v.Key).SelectMany(g => g.Zip(g.Skip(1))).ToDictionary(pair => pair.First.Id, pair => pair.Second.Modified);
            foreach (var version in versions)
            {
                await FollowAsync(bucket, rules.Where(r => r.Matches(version)).ToArray(), version, successors, cancellationToken);
            }

            foreach (var upload in store.Uploads.List(bucket.Name).Where(u => rules.Any(r => r.AbortDays is { } days && u.Key.StartsWith(r.Prefix, StringComparison.Ordinal) && IsOver(u.Started, days))))
            {
                foreach (var part in await store.Uploads.AbortAsync(upload, cancellationToken))
                {
                    store.Files.Delete(part.Segment.File);
                }
            }
        }
    }

    private async Task FollowAsync(Bucket bucket, LifecycleRule[] rules, ObjectVersion version, Dictionary<long, DateTimeOffset> successors, CancellationToken cancellationToken)
    {
        if (!version.IsLatest)
        {
            if (successors.TryGetValue(version.Id, out var since) && rules.Any(r => r.NoncurrentDays is { } days && IsOver(since, days)))
            {
                await RemoveAsync(version, cancellationToken);
            }

            return;
        }

        if (version.IsDeleteMarker)
        {
            return;
        }

        if (rules.Any(r => r.ExpirationDays is { } days && IsOver(version.Modified, days)))
        {
            await ExpireAsync(bucket, version, cancellationToken);
        }
        else if (rules.SelectMany(r => r.Transitions).Where(t => IsOver(version.Modified, t.Days)).OrderBy(t => t.Days).LastOrDefault() is { StorageClass: { } target } && target != version.StorageClass)
        {
            await store.Database.WriteAsync(
                c =>
                {
                    if (VersionStore.Find(c, version.Bucket, version.Key, version.VersionId) is { } still && still.Id == version.Id)
                    {
                        VersionStore.Update(c, still with { StorageClass = target });
                    }

                    return 0;
                },
                cancellationToken);
        }
    }

    private async Task ExpireAsync(Bucket bucket, ObjectVersion version, CancellationToken cancellationToken)
    {
        if (bucket.Versioning.Length == 0)
        {
            await RemoveAsync(version, cancellationToken);
            return;
        }

        var marker = new ObjectVersion { Bucket = bucket.Name, Key = version.Key, VersionId = Store.NewVersionId(bucket), IsDeleteMarker = true, Modified = store.Now };
        store.Discard(await store.Database.WriteAsync(
            c => VersionStore.Find(c, version.Bucket, version.Key, version: null)?.Id == version.Id ? PutObject.Replace(c, marker, store.Now) : [], cancellationToken));
    }

    private async Task RemoveAsync(ObjectVersion version, CancellationToken cancellationToken)
    {
        if (version.LegalHold || version.RetainUntil > store.Now)
        {
            return;
        }

        var removed = await store.Database.WriteAsync<IReadOnlyList<ObjectVersion>>(
            c =>
            {
                if (VersionStore.Find(c, version.Bucket, version.Key, version.VersionId) is not { LegalHold: false } still || still.Id != version.Id || still.RetainUntil > store.Now)
                {
                    return [];
                }

                EarlyDeletions.Note(c, still, store.Now);
                VersionStore.Remove(c, still);
                return [still];
            },
            cancellationToken);
        store.Discard(removed);
    }

    /// <summary>Counts in days: the longest that a rule may name are more than a date can hold.</summary>
    private bool IsOver(DateTimeOffset from, int days) => (store.Now - from) / store.Archive.Scale(TimeSpan.FromDays(1)) >= days;
}
