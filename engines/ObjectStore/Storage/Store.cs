using Lab.Engines.ObjectStore.Classes;

namespace Lab.Engines.ObjectStore.Storage;

/// <summary>All that operations work on.</summary>
internal sealed record Store(Database Database, BucketStore Buckets, VersionStore Versions, UploadStore Uploads, DataFiles Files, Archive Archive)
{
    public DateTimeOffset Now => Archive.Now;

    /// <summary>Deletes files that nothing refers to any more.</summary>
    public void Discard(IEnumerable<ObjectVersion> versions)
    {
        foreach (var segment in versions.SelectMany(v => v.Segments))
        {
            Files.Delete(segment.File);
        }
    }

    /// <summary>A version id that sorts by nothing and cannot be guessed; <c>null</c> where the bucket keeps no versions.</summary>
    public static string NewVersionId(Bucket bucket) => bucket.Versioning == "Enabled" ? Guid.NewGuid().ToString("n") : ObjectVersion.NullVersion;
}
