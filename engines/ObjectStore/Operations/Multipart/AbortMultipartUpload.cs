using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Multipart;

/// <summary>Ends an upload without an object.</summary>
internal sealed class AbortMultipartUpload(Store store) : IS3Operation
{
    public Route Route { get; } = new("DELETE", Level.Object, "uploadId");

    public async Task RunAsync(S3Request request)
    {
        var upload = store.Uploads.Get(request.Bucket, request.Key, request.Query("uploadId")!);
        foreach (var part in await store.Uploads.AbortAsync(upload, request.Cancelled))
        {
            store.Files.Delete(part.Segment.File);
        }

        request.Response.StatusCode = 204;
    }
}
