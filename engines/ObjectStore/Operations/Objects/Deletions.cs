using Lab.Engines.ObjectStore.Classes;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Deletes by the rules of versions and locks.</summary>
internal sealed class Deletions(Store store)
{
    /// <exception cref="S3Exception">A lock forbids it, or a condition does not hold.</exception>
    public async Task<Deletion> RunAsync(S3Request request, string key, string? versionId, string? ifMatch)
    {
        var bypass = ObjectLocks.Bypasses(request);
        var (deletion, removed) = await store.Database.WriteAsync(
            c =>
            {
                var bucket = BucketStore.Get(c, request.Bucket);
                var found = VersionStore.Find(c, request.Bucket, key, versionId);
                if (ifMatch is not null && (found is null or { IsDeleteMarker: true } || (ifMatch.Trim('"') != found.ETag && ifMatch != "*")))
                {
                    throw found is null ? S3Exception.NoSuchKey(key) : S3Exception.PreconditionFailed("If-Match");
                }

                if (versionId is not null)
                {
                    return Remove(c, found, versionId, bypass);
                }

                if (bucket.Versioning.Length == 0)
                {
                    return found is null ? (new Deletion(null, false), []) : Remove(c, found, null, bypass);
                }

                var marker = new ObjectVersion { Bucket = bucket.Name, Key = key, VersionId = Store.NewVersionId(bucket), IsDeleteMarker = true, Modified = store.Now };
                if (marker.VersionId == ObjectVersion.NullVersion && VersionStore.Find(c, bucket.Name, key, marker.VersionId) is { } replaced)
                {
                    ObjectLocks.RequireDeletable(replaced, bypass, store.Now);
                }

                return (new Deletion(marker.VersionId, true), PutObject.Replace(c, marker, store.Now));
            },
            request.Cancelled);
        store.Discard(removed);
        return deletion;
    }

    private (Deletion Deletion, IReadOnlyList<ObjectVersion> Removed) Remove(Microsoft.Data.Sqlite.SqliteConnection connection, ObjectVersion? version, string? asked, bool bypass)
    {
        if (version is null)
        {
            return (new Deletion(asked, false), []);
        }

        ObjectLocks.RequireDeletable(version, bypass, store.Now);
        EarlyDeletions.Note(connection, version, store.Now);
        VersionStore.Remove(connection, version);
        return (new Deletion(asked, version.IsDeleteMarker), [version]);
    }
}
