using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Tells whether a bucket keeps versions.</summary>
internal sealed class GetBucketVersioning(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Bucket, "versioning");

    public Task RunAsync(S3Request request)
    {
        var bucket = store.Buckets.Get(request.Bucket);
        return Xml.WriteAsync(request.Response, Xml.Element("VersioningConfiguration", bucket.Versioning.Length == 0 ? null : Xml.Element("Status", bucket.Versioning)));
    }
}
