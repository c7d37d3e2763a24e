using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Gives an object's tags.</summary>
internal sealed class GetObjectTagging(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Object, "tagging");

    public Task RunAsync(S3Request request)
    {
        var version = store.Versions.Get(request.Bucket, request.Key, request.Query("versionId"));
        ObjectHeaders.WriteVersion(request, version);
        return Xml.WriteAsync(request.Response, Tags.Write(version.Tags));
    }
}
