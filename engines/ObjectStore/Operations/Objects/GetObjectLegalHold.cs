using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Tells whether a version is held.</summary>
internal sealed class GetObjectLegalHold(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Object, "legal-hold");

    public Task RunAsync(S3Request request)
    {
        LockedBucket.Require(store.Buckets.Get(request.Bucket));
        var version = store.Versions.Get(request.Bucket, request.Key, request.Query("versionId"));
        return Xml.WriteAsync(request.Response, Xml.Element("LegalHold", Xml.Element("Status", version.LegalHold ? "ON" : "OFF")));
    }
}
