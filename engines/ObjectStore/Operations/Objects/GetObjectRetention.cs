using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Tells until when a version is locked.</summary>
internal sealed class GetObjectRetention(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Object, "retention");

    public Task RunAsync(S3Request request)
    {
        var version = store.Versions.Get(request.Bucket, request.Key, request.Query("versionId"));
        return version is { LockMode: { } mode, RetainUntil: { } until }
            ? Xml.WriteAsync(request.Response, Xml.Element("Retention", Xml.Element("Mode", mode), Xml.Element("RetainUntilDate", Xml.Time(until))))
            : throw new S3Exception(404, "NoSuchObjectLockConfiguration", "The specified object does not have a ObjectLock configuration");
    }
}
