using System.Globalization;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Tells all of an object but its data, archived or not.</summary>
internal sealed class HeadObject(Store store) : IS3Operation
{
    public Route Route { get; } = new("HEAD", Level.Object);

    public Task RunAsync(S3Request request)
    {
        var version = store.Versions.Get(request.Bucket, request.Key, request.Query("versionId"));
        Begin(request, version, store, Preconditions.IsNotModified(request, version));
        return Task.CompletedTask;
    }

    /// <summary>Writes status and headers.</summary>
    /// <returns>The bytes that a GET sends; <see langword="null"/> for none.</returns>
    public static ByteRange? Begin(S3Request request, ObjectVersion version, Store store, bool notModified)
    {
        ObjectHeaders.Write(request, version, store.Archive);
        if (notModified)
        {
            request.Response.StatusCode = 304;
            return null;
        }

        var range = PartOf(request, version) ?? ByteRange.Read(request.Header("range"), version.Size);
        if (range is { } some)
        {
            request.Response.StatusCode = 206;
            request.Response.Headers.ContentRange = some.ContentRange(version.Size);
            // The checksum is that of the whole, which a client would compare with the range.
            ObjectHeaders.RemoveChecksum(request, version);
        }

        var bytes = range ?? new ByteRange(0, version.Size);
        request.Response.ContentLength = bytes.Count;
        return bytes;
    }

    private static ByteRange? PartOf(S3Request request, ObjectVersion version)
    {
        if (!request.HasQuery("partNumber"))
        {
            return null;
        }

        var number = request.QueryNumber("partNumber", 1, 1, 10_000);
        var parts = version.IsMultipart ? version.Segments : [new Segment("", version.Size)];
        if (number > parts.Count)
        {
            throw new S3Exception(416, "InvalidPartNumber", "The requested partnumber is not satisfiable");
        }

        if (version.IsMultipart)
        {
            request.Response.Headers["x-amz-mp-parts-count"] = parts.Count.ToString(CultureInfo.InvariantCulture);
        }

        return parts[number - 1].Size == 0 ? null : new ByteRange(parts.Take(number - 1).Sum(p => p.Size), parts[number - 1].Size);
    }
}
