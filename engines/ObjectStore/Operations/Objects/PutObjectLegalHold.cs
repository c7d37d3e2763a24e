using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Holds a version, or lets it go.</summary>
internal sealed class PutObjectLegalHold(Store store) : IS3Operation
{
    public Route Route { get; } = new("PUT", Level.Object, "legal-hold");

    public async Task RunAsync(S3Request request)
    {
        LockedBucket.Require(store.Buckets.Get(request.Bucket));
        var hold = (await Xml.ReadAsync(request, "LegalHold")).Text("Status") switch { "ON" => true, "OFF" => false, _ => throw S3Exception.MalformedXml("Status must be ON or OFF.") };
        await store.Versions.ChangeAsync(request.Bucket, request.Key, request.Query("versionId"), version => version with { LegalHold = hold }, request.Cancelled);
    }
}
