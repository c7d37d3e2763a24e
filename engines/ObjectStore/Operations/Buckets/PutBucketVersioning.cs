using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Lets a bucket keep versions, or no new ones.</summary>
internal sealed class PutBucketVersioning(Store store) : IS3Operation
{
    public Route Route { get; } = new("PUT", Level.Bucket, "versioning");

    public async Task RunAsync(S3Request request)
    {
        var document = await Xml.ReadAsync(request, "VersioningConfiguration");
        var status = document.Text("Status") is "Enabled" or "Suspended" ? document.Text("Status")! : throw S3Exception.MalformedXml("Status must be Enabled or Suspended.");
        if (document.Text("MfaDelete") == "Enabled")
        {
            throw S3Exception.NotImplemented("MFA delete");
        }

        await store.Buckets.UpdateAsync(
            request.Bucket,
            bucket => bucket.ObjectLock && status == "Suspended"
                ? throw new S3Exception(409, "InvalidBucketState", "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.")
                : bucket with { Versioning = status },
            request.Cancelled);
    }
}
