using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Tells whether a bucket exists.</summary>
internal sealed class HeadBucket(Store store) : IS3Operation
{
    public Route Route { get; } = new("HEAD", Level.Bucket);

    public Task RunAsync(S3Request request)
    {
        store.Buckets.Get(request.Bucket);
        request.Response.Headers["x-amz-bucket-region"] = GetBucketLocation.Region;
        return Task.CompletedTask;
    }
}
