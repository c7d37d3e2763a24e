using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Removes an object's tags.</summary>
internal sealed class DeleteObjectTagging(Store store) : IS3Operation
{
    public Route Route { get; } = new("DELETE", Level.Object, "tagging");

    public async Task RunAsync(S3Request request)
    {
        await store.Versions.ChangeAsync(request.Bucket, request.Key, request.Query("versionId"), version => version with { Tags = [] }, request.Cancelled);
        request.Response.StatusCode = 204;
    }
}
