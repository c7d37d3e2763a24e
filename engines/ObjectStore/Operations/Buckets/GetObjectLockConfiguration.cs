using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Tells whether a bucket's versions may be locked, and for how long they are by default.</summary>
internal sealed class GetObjectLockConfiguration(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Bucket, "object-lock");

    public Task RunAsync(S3Request request)
    {
        var bucket = store.Buckets.Get(request.Bucket);
        if (!bucket.ObjectLock)
        {
            throw new S3Exception(404, "ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket");
        }

        return Xml.WriteAsync(
            request.Response,
            Xml.Element(
                "ObjectLockConfiguration",
                Xml.Element("ObjectLockEnabled", "Enabled"),
                bucket.DefaultLockMode.Length == 0 ? null
                    : Xml.Element("Rule", Xml.Element("DefaultRetention", Xml.Element("Mode", bucket.DefaultLockMode), Xml.Element("Days", bucket.DefaultLockDays)))));
    }
}
