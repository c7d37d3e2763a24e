using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Replaces a bucket's tags.</summary>
internal sealed class PutBucketTagging(Store store) : IS3Operation
{
    public Route Route { get; } = new("PUT", Level.Bucket, "tagging");

    public async Task RunAsync(S3Request request)
    {
        var tags = Tags.Read(await Xml.ReadAsync(request, "Tagging"), most: 50);
        await store.Buckets.UpdateAsync(request.Bucket, bucket => bucket with { Tags = tags }, request.Cancelled);
        request.Response.StatusCode = 204;
    }
}
