using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Gives an object, or a part or a range of it.</summary>
internal sealed class GetObject(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Object);

    public async Task RunAsync(S3Request request)
    {
        using var reading = store.Files.BeginReading();
        var version = store.Versions.Get(request.Bucket, request.Key, request.Query("versionId"));
        var notModified = Preconditions.IsNotModified(request, version);
        if (!notModified)
        {
            store.Archive.RequireReadable(version);
        }

        if (HeadObject.Begin(request, version, store, notModified) is { } range)
        {
            await store.Files.CopyAsync(version.Segments, range.Offset, range.Count, request.Response.BodyWriter, request.Cancelled);
        }
    }
}
