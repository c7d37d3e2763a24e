using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Tells a bucket's region: there is one, whose name S3 leaves empty here.</summary>
internal sealed class GetBucketLocation(Store store) : IS3Operation
{
    public const string Region = "us-east-1";

    public Route Route { get; } = new("GET", Level.Bucket, "location");

    public Task RunAsync(S3Request request)
    {
        store.Buckets.Get(request.Bucket);
        return Xml.WriteAsync(request.Response, Xml.Element("LocationConstraint"));
    }
}
