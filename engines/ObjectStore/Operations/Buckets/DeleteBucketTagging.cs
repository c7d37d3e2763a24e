using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Removes a bucket's tags.</summary>
internal sealed class DeleteBucketTagging(Store store) : IS3Operation
{
    public Route Route { get; } = new("DELETE", Level.Bucket, "tagging");

    public async Task RunAsync(S3Request request)
    {
        await store.Buckets.UpdateAsync(request.Bucket, bucket => bucket with { Tags = [] }, request.Cancelled);
        request.Response.StatusCode = 204;
    }
}
