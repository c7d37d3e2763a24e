using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Gives a bucket's tags.</summary>
internal sealed class GetBucketTagging(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Bucket, "tagging");

    public Task RunAsync(S3Request request) => store.Buckets.Get(request.Bucket) is { Tags.Count: > 0 } bucket
        ? Xml.WriteAsync(request.Response, Tags.Write(bucket.Tags))
        : throw new S3Exception(404, "NoSuchTagSet", "The TagSet does not exist");
}
