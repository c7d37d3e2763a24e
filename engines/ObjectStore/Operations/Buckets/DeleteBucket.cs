using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Deletes an empty bucket.</summary>
internal sealed class DeleteBucket(Store store) : IS3Operation
{
    public Route Route { get; } = new("DELETE", Level.Bucket);

    public async Task RunAsync(S3Request request)
    {
        await store.Buckets.DeleteAsync(request.Bucket, request.Cancelled);
        request.Response.StatusCode = 204;
    }
}
