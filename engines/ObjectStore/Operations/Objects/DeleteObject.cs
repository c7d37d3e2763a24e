using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Deletes an object: marks it deleted where the bucket keeps versions, or removes a version for good.</summary>
internal sealed class DeleteObject(Store store) : IS3Operation
{
    public Route Route { get; } = new("DELETE", Level.Object);

    public async Task RunAsync(S3Request request)
    {
        var deletion = await new Deletions(store).RunAsync(request, request.Key, request.Query("versionId"), request.Header("if-match"));
        request.Response.StatusCode = 204;
        if (deletion.IsDeleteMarker)
        {
            request.Response.Headers["x-amz-delete-marker"] = "true";
        }

        if (deletion.VersionId is { } version)
        {
            request.Response.Headers["x-amz-version-id"] = version;
        }
    }
}
