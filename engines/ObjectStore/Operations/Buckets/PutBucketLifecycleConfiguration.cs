using System.Xml.Linq;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;
using Lab.Engines.ObjectStore.Sweeping;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Sets a bucket's lifecycle rules; one that this server would not follow is refused.</summary>
internal sealed class PutBucketLifecycleConfiguration(Store store) : IS3Operation
{
    public Route Route { get; } = new("PUT", Level.Bucket, "lifecycle");

    public async Task RunAsync(S3Request request)
    {
        var document = await Xml.ReadAsync(request, "LifecycleConfiguration");
        LifecycleRule.ReadAll(document);
        var text = document.ToString(SaveOptions.DisableFormatting);
        await store.Buckets.UpdateAsync(request.Bucket, bucket => bucket with { Lifecycle = text }, request.Cancelled);
    }
}
