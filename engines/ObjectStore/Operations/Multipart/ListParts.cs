using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Multipart;

/// <summary>Lists the parts of an upload that are there.</summary>
internal sealed class ListParts(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Object, "uploadId");

    public Task RunAsync(S3Request request)
    {
        var upload = store.Uploads.Get(request.Bucket, request.Key, request.Query("uploadId")!);
        var (most, marker) = (request.QueryNumber("max-parts", 1000, 0, 1000), request.QueryNumber("part-number-marker", 0, 0, UploadPart.MostParts));
        var parts = store.Uploads.Parts(upload.Id).Where(part => part.Number > marker).ToList();
        var page = parts.Take(most).ToList();
        return Xml.WriteAsync(
            request.Response,
            Xml.Element(
                "ListPartsResult",
                Xml.Element("Bucket", upload.Bucket),
                Xml.Element("Key", upload.Key),
                Xml.Element("UploadId", upload.Id),
                Xml.Element("StorageClass", upload.Template.StorageClass),
                Xml.Element("PartNumberMarker", marker),
                page.Count < parts.Count && page.Count > 0 ? Xml.Element("NextPartNumberMarker", page[^1].Number) : null,
                Xml.Element("MaxParts", most),
                Xml.Element("IsTruncated", page.Count < parts.Count ? "true" : "false"),
                page.Select(part => Xml.Element(
                    "Part",
                    Xml.Element("PartNumber", part.Number),
                    Xml.Element("LastModified", Xml.Time(part.Modified)),
                    Xml.Element("ETag", $"\"{part.ETag}\""),
                    Xml.Element("Size", part.Segment.Size),
                    upload.Template.ChecksumName is { } name && part.Checksum is not null ? Xml.Element("Checksum" + name, part.Checksum) : null))));
    }
}
