using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Operations.Listing;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Multipart;

/// <summary>Lists uploads that are under way.</summary>
internal sealed class ListMultipartUploads(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Bucket, "uploads");

    public Task RunAsync(S3Request request)
    {
        store.Buckets.Get(request.Bucket);
        var (prefix, keyMarker, idMarker) = (request.Query("prefix") ?? "", request.Query("key-marker") ?? "", request.Query("upload-id-marker") ?? "");
        var most = request.QueryNumber("max-uploads", 1000, 1, 1000);
        if (request.Query("delimiter") is { Length: > 0 })
        {
            throw S3Exception.NotImplemented("A delimiter in a list of uploads");
        }

        var uploads = store.Uploads.List(request.Bucket)
            .Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(upload => upload.Key, KeyOrder.Instance).ThenBy(upload => upload.Id, StringComparer.Ordinal)
            .Where(upload => KeyOrder.Instance.Compare(upload.Key, keyMarker) is var order && (order > 0 || (order == 0 && idMarker.Length > 0 && string.CompareOrdinal(upload.Id, idMarker) > 0)))
            .ToList();
        var page = uploads.Take(most).ToList();
        return Xml.WriteAsync(
            request.Response,
            Xml.Element(
                "ListMultipartUploadsResult",
                Xml.Element("Bucket", request.Bucket),
                Xml.Element("KeyMarker", keyMarker),
                Xml.Element("UploadIdMarker", idMarker),
                page.Count < uploads.Count ? new object[] { Xml.Element("NextKeyMarker", page[^1].Key), Xml.Element("NextUploadIdMarker", page[^1].Id) } : null,
                Xml.Element("Prefix", prefix),
                Xml.Element("MaxUploads", most),
                Xml.Element("IsTruncated", page.Count < uploads.Count ? "true" : "false"),
                page.Select(upload => Xml.Element(
                    "Upload", Xml.Element("Key", upload.Key), Xml.Element("UploadId", upload.Id), Xml.Element("StorageClass", upload.Template.StorageClass), Xml.Element("Initiated", Xml.Time(upload.Started))))));
    }
}
