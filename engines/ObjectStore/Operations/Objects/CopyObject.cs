using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Payload;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Copies an object, onto itself too: to change its metadata or its storage class.</summary>
internal sealed class CopyObject(Store store) : IS3Operation
{
    public Route Route { get; } = new("PUT", Level.Object, Route.CopySource);

    public async Task RunAsync(S3Request request)
    {
        using var reading = store.Files.BeginReading();
        var bucket = store.Buckets.Get(request.Bucket);
        var source = CopySource.Find(request, store);
        if (source.Size > PutObject.MostBytes)
        {
            throw S3Exception.InvalidRequest("The specified copy source is larger than the maximum allowable size for a copy source: 5 GiB. Copy it in parts.");
        }

        var template = PutObject.Template(request, bucket, store.Now);
        var replacesHeaders = Directive(request, "x-amz-metadata-directive");
        var replacesTags = Directive(request, "x-amz-tagging-directive");
        var self = source.Bucket == request.Bucket && source.Key == request.Key && source.IsLatest;
        if (self && !replacesHeaders && template.StorageClass == source.StorageClass)
        {
            throw S3Exception.InvalidRequest("This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.");
        }

        using var checksum = Checksum.Create(request.Header("x-amz-checksum-algorithm") ?? source.ChecksumName);
        await using var body = CopySource.Open(store, source, new ByteRange(0, source.Size), request.Cancelled);
        var data = await store.Files.WriteAsync(body, source.Size, checksum, request.Cancelled);
        var version = template with
        {
            Size = data.Segment.Size,
            Segments = [data.Segment],
            ETag = data.Md5,
            Headers = replacesHeaders ? template.Headers : source.Headers,
            Tags = replacesTags ? template.Tags : source.Tags,
            ChecksumName = checksum?.Name,
            ChecksumValue = data.Checksum,
            ChecksumType = data.Checksum is null ? null : "FULL_OBJECT",
        };
        try
        {
            await PutObject.StoreAsync(store, request, bucket.Name, version);
        }
        catch
        {
            store.Files.Delete(data.Segment.File);
            throw;
        }

        ObjectHeaders.WriteVersion(request, version);
        if (source.VersionId != ObjectVersion.NullVersion)
        {
            request.Response.Headers["x-amz-copy-source-version-id"] = source.VersionId;
        }

        await Xml.WriteAsync(request.Response, Xml.Element("CopyObjectResult", Xml.Element("LastModified", Xml.Time(version.Modified)), Xml.Element("ETag", $"\"{version.ETag}\"")));
    }

    private static bool Directive(S3Request request, string name) => request.Header(name) switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        var other => throw S3Exception.InvalidArgument($"{name} is '{other}'; allowed are COPY and REPLACE."),
    };
}
