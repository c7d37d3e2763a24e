using Lab.Engines.ObjectStore.Classes;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Locks a version until a date, or longer; in governance mode also shorter, for whoever may bypass it.</summary>
internal sealed class PutObjectRetention(Store store) : IS3Operation
{
    public Route Route { get; } = new("PUT", Level.Object, "retention");

    public async Task RunAsync(S3Request request)
    {
        LockedBucket.Require(store.Buckets.Get(request.Bucket));
        var document = await Xml.ReadAsync(request, "Retention");
        var removes = !document.HasElements;
        var mode = removes ? null : ObjectLocks.CheckMode(document.Text("Mode"));
        DateTimeOffset? until = removes ? null : ObjectLocks.CheckUntil(document.Text("RetainUntilDate"), store.Now);
        var bypass = ObjectLocks.Bypasses(request);
        await store.Versions.ChangeAsync(request.Bucket, request.Key, request.Query("versionId"), version => ObjectLocks.Retain(version, mode, until, bypass, store.Now), request.Cancelled);
    }
}
