using Lab.Engines.ObjectStore.Classes;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Payload;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Stores an object.</summary>
internal sealed class PutObject(Store store) : IS3Operation
{
    /// <summary>What S3 takes in one request: 5 GiB.</summary>
    public const long MostBytes = 5L << 30;

    public const int MostKeyBytes = 1024;

    public Route Route { get; } = new("PUT", Level.Object);

    public async Task RunAsync(S3Request request)
    {
        var bucket = store.Buckets.Get(request.Bucket);
        var template = Template(request, bucket, store.Now);
        if ((request.Length ?? throw new S3Exception(411, "MissingContentLength", "You must provide the Content-Length HTTP header.")) > MostBytes)
        {
            throw new S3Exception(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size of 5 GiB: send it in parts.");
        }

        using var checksum = RequestedChecksum.Read(request);
        var data = await store.Files.WriteAsync(request.Body, request.Length, checksum.Checksum, request.Cancelled);
        ObjectVersion version;
        try
        {
            checksum.Verify(request, data.Md5, data.Checksum);
            version = template with
            {
                Size = data.Segment.Size,
                Segments = [data.Segment],
                ETag = data.Md5,
                ChecksumName = checksum.Checksum?.Name,
                ChecksumValue = data.Checksum,
                ChecksumType = data.Checksum is null ? null : "FULL_OBJECT",
            };
            await StoreAsync(store, request, bucket.Name, version);
        }
        catch
        {
            store.Files.Delete(data.Segment.File);
            throw;
        }

        request.Response.Headers["ETag"] = $"\"{version.ETag}\"";
        ObjectHeaders.WriteVersion(request, version);
        ObjectHeaders.WriteChecksum(request, version);
    }

    /// <summary>A version with all but its data.</summary>
    public static ObjectVersion Template(S3Request request, Bucket bucket, DateTimeOffset now)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(request.Key) > MostKeyBytes)
        {
            throw new S3Exception(400, "KeyTooLongError", "Your key is too long: at most 1,024 bytes.");
        }

        ObjectHeaders.RefuseEncryption(request);
        var version = new ObjectVersion
        {
            Bucket = bucket.Name,
            Key = request.Key,
            VersionId = Store.NewVersionId(bucket),
            Modified = now,
            StorageClass = StorageClasses.Check(request.Header("x-amz-storage-class")),
            Headers = ObjectHeaders.Read(request),
            Tags = Tags.Read(request.Header("x-amz-tagging")),
        };
        return ObjectLocks.Apply(version, request, bucket, now);
    }

    /// <summary>Makes a version the latest of its key, under the request's conditions.</summary>
    public static async Task StoreAsync(Store store, S3Request request, string bucket, ObjectVersion version)
    {
        var replaced = await store.Database.WriteAsync(
            c =>
            {
                // The bucket may be gone, or keep versions by now.
                BucketStore.Get(c, bucket);
                Preconditions.RequireWritable(request, VersionStore.Find(c, bucket, version.Key, version: null));
                return Replace(c, version, store.Now);
            },
            request.Cancelled);
        store.Discard(replaced);
    }

    public static IReadOnlyList<ObjectVersion> Replace(Microsoft.Data.Sqlite.SqliteConnection connection, ObjectVersion version, DateTimeOffset now)
    {
        var replaced = VersionStore.Add(connection, version);
        foreach (var old in replaced)
        {
            EarlyDeletions.Note(connection, old, now);
        }

        return replaced;
    }
}
