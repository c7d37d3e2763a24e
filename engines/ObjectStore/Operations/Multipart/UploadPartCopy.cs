using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Operations.Objects;
using Lab.Engines.ObjectStore.Payload;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Multipart;

/// <summary>Makes a part of an object, or of a range of it.</summary>
internal sealed class UploadPartCopy(Store store) : IS3Operation
{
    public Route Route { get; } = new("PUT", Level.Object, "uploadId&" + Route.CopySource);

    public async Task RunAsync(S3Request request)
    {
        var number = UploadPart.Number(request);
        var upload = store.Uploads.Get(request.Bucket, request.Key, request.Query("uploadId")!);
        using var reading = store.Files.BeginReading();
        var source = CopySource.Find(request, store);
        var wanted = request.Header("x-amz-copy-source-range");
        var range = ByteRange.Read(wanted, source.Size);
        if (wanted is not null && (range is null || range.Value.ContentRange(source.Size).Split(' ', '/')[1] != wanted["bytes=".Length..]))
        {
            throw S3Exception.InvalidArgument("The x-amz-copy-source-range value must be of the form bytes=first-last, within the source.");
        }

        var bytes = range ?? new ByteRange(0, source.Size);
        using var checksum = Checksum.Create(upload.Template.ChecksumName);
        await using var body = CopySource.Open(store, source, bytes, request.Cancelled);
        var data = await store.Files.WriteAsync(body, bytes.Count, checksum, request.Cancelled);
        try
        {
            var part = await UploadPart.KeepAsync(store, upload, number, data, request.Cancelled);
            await Xml.WriteAsync(request.Response, Xml.Element("CopyPartResult", Xml.Element("LastModified", Xml.Time(part.Modified)), Xml.Element("ETag", $"\"{part.ETag}\"")));
        }
        catch (S3Exception)
        {
            store.Files.Delete(data.Segment.File);
            throw;
        }
    }
}
