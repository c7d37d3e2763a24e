using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Replaces an object's tags.</summary>
internal sealed class PutObjectTagging(Store store) : IS3Operation
{
    public Route Route { get; } = new("PUT", Level.Object, "tagging");

    public async Task RunAsync(S3Request request)
    {
        var tags = Tags.Read(await Xml.ReadAsync(request, "Tagging"), most: 10);
        var version = await store.Versions.ChangeAsync(request.Bucket, request.Key, request.Query("versionId"), v => v with { Tags = tags }, request.Cancelled);
        ObjectHeaders.WriteVersion(request, version);
    }
}
