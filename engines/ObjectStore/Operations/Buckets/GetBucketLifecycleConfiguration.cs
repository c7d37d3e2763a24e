using System.Xml.Linq;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Gives a bucket's lifecycle rules as they were set.</summary>
internal sealed class GetBucketLifecycleConfiguration(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Bucket, "lifecycle");

    public Task RunAsync(S3Request request) => store.Buckets.Get(request.Bucket).Lifecycle is { Length: > 0 } lifecycle
        ? Xml.WriteAsync(request.Response, XElement.Parse(lifecycle))
        : throw new S3Exception(404, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist");
}
