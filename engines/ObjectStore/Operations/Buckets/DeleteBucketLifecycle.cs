using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Removes a bucket's lifecycle rules.</summary>
internal sealed class DeleteBucketLifecycle(Store store) : IS3Operation
{
    public Route Route { get; } = new("DELETE", Level.Bucket, "lifecycle");

    public async Task RunAsync(S3Request request)
    {
        await store.Buckets.UpdateAsync(request.Bucket, bucket => bucket with { Lifecycle = "" }, request.Cancelled);
        request.Response.StatusCode = 204;
    }
}
