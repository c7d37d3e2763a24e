using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Operations.Objects;
using Lab.Engines.ObjectStore.Payload;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Multipart;

/// <summary>Begins an object that comes in parts.</summary>
internal sealed class CreateMultipartUpload(Store store) : IS3Operation
{
    public Route Route { get; } = new("POST", Level.Object, "uploads");

    public async Task RunAsync(S3Request request)
    {
        var name = request.Header("x-amz-checksum-algorithm")?.ToUpperInvariant();
        if (name is not null && !Checksum.Names.Contains(name))
        {
            throw S3Exception.InvalidRequest($"Checksum algorithm provided is unsupported. Please try again with any of the valid types: [{string.Join(", ", Checksum.Names)}]");
        }

        var type = request.Header("x-amz-checksum-type")?.ToUpperInvariant();
        if (type is not null and not "COMPOSITE" and not "FULL_OBJECT")
        {
            throw S3Exception.InvalidRequest("x-amz-checksum-type must be COMPOSITE or FULL_OBJECT.");
        }

        if (type == "FULL_OBJECT" && name is "SHA1" or "SHA256")
        {
            throw S3Exception.InvalidRequest($"The FULL_OBJECT checksum type cannot be used with the {name!.ToLowerInvariant()} checksum algorithm.");
        }

        if (type == "COMPOSITE" && Checksum.IsFullObjectOnly(name ?? ""))
        {
            throw S3Exception.InvalidRequest($"The COMPOSITE checksum type cannot be used with the {name!.ToLowerInvariant()} checksum algorithm.");
        }

        var template = PutObject.Template(request, store.Buckets.Get(request.Bucket), store.Now) with
        {
            ChecksumName = name,
            ChecksumType = name is null ? null : type ?? (Checksum.IsFullObjectOnly(name) ? "FULL_OBJECT" : "COMPOSITE"),
        };
        var upload = new Upload(Guid.NewGuid().ToString("n") + Guid.NewGuid().ToString("n"), request.Bucket, request.Key, store.Now, template);
        await store.Uploads.StartAsync(upload, request.Cancelled);
        if (name is not null)
        {
            request.Response.Headers["x-amz-checksum-algorithm"] = name;
            request.Response.Headers["x-amz-checksum-type"] = template.ChecksumType;
        }

        await Xml.WriteAsync(request.Response, Xml.Element("InitiateMultipartUploadResult", Xml.Element("Bucket", upload.Bucket), Xml.Element("Key", upload.Key), Xml.Element("UploadId", upload.Id)));
    }
}
