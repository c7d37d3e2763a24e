using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Deletes up to a thousand objects, and tells of each what became of it.</summary>
internal sealed class DeleteObjects(Store store) : IS3Operation
{
    public Route Route { get; } = new("POST", Level.Bucket, "delete");

    public async Task RunAsync(S3Request request)
    {
        store.Buckets.Get(request.Bucket);
        var document = await Xml.ReadAsync(request, "Delete");
        var objects = document.Children("Object").ToArray();
        if (objects.Length is 0 or > 1000)
        {
            throw S3Exception.MalformedXml("A deletion names 1 to 1,000 objects.");
        }

        var quiet = document.Text("Quiet") == "true";
        var result = Xml.Element("DeleteResult");
        var deletions = new Deletions(store);
        foreach (var one in objects)
        {
            var (key, version) = (one.Text("Key") ?? throw S3Exception.MalformedXml(), one.Text("VersionId"));
            try
            {
                var deletion = await deletions.RunAsync(request, key, version, one.Text("ETag"));
                if (!quiet)
                {
                    result.Add(Xml.Element(
                        "Deleted",
                        Xml.Element("Key", key),
                        version is null ? null : Xml.Element("VersionId", version),
                        deletion.IsDeleteMarker ? Xml.Element("DeleteMarker", "true") : null,
                        deletion.IsDeleteMarker ? Xml.Element("DeleteMarkerVersionId", deletion.VersionId) : null));
                }
            }
            catch (S3Exception error)
            {
                result.Add(Xml.Element("Error", Xml.Element("Key", key), version is null ? null : Xml.Element("VersionId", version), Xml.Element("Code", error.Code), Xml.Element("Message", error.Message)));
            }
        }

        await Xml.WriteAsync(request.Response, result);
    }
}
