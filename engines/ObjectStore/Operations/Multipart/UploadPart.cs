using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Operations.Objects;
using Lab.Engines.ObjectStore.Payload;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Multipart;

/// <summary>Stores a part.</summary>
internal sealed class UploadPart(Store store) : IS3Operation
{
    public const int MostParts = 10_000;

    public Route Route { get; } = new("PUT", Level.Object, "uploadId");

    public async Task RunAsync(S3Request request)
    {
        var number = Number(request);
        var upload = store.Uploads.Get(request.Bucket, request.Key, request.Query("uploadId")!);
        if (request.Length is null)
        {
            throw new S3Exception(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
        }

        if (request.Length > PutObject.MostBytes)
        {
            throw new S3Exception(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size of 5 GiB.");
        }

        using var checksum = RequestedChecksum.Read(request, upload.Template.ChecksumName);
        if (upload.Template.ChecksumName is { } name && checksum.Checksum!.Name != name)
        {
            throw S3Exception.InvalidRequest($"Checksum Type mismatch occurred, expected checksum Type: {name.ToLowerInvariant()}, actual checksum Type: {checksum.Checksum.Name.ToLowerInvariant()}");
        }

        var data = await store.Files.WriteAsync(request.Body, request.Length, checksum.Checksum, request.Cancelled);
        try
        {
            checksum.Verify(request, data.Md5, data.Checksum);
            await KeepAsync(store, upload, number, data, request.Cancelled);
        }
        catch
        {
            store.Files.Delete(data.Segment.File);
            throw;
        }

        request.Response.Headers["ETag"] = $"\"{data.Md5}\"";
        if (checksum.Checksum is { } computed)
        {
            request.Response.Headers[computed.Header] = data.Checksum;
        }
    }

    public static int Number(S3Request request) => request.HasQuery("partNumber") && int.TryParse(request.Query("partNumber"), out var number) && number is >= 1 and <= MostParts
        ? number
        : throw S3Exception.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive");

    public static async Task<Part> KeepAsync(Store store, Upload upload, int number, StoredData data, CancellationToken cancellationToken)
    {
        var part = new Part(number, data.Segment, data.Md5, data.Checksum, store.Now);
        if (await store.Uploads.AddPartAsync(upload, part, cancellationToken) is { } replaced)
        {
            store.Files.Delete(replaced.Segment.File);
        }

        return part;
    }
}
