using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Lists the buckets.</summary>
internal sealed class ListBuckets(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Service);

    public Task RunAsync(S3Request request)
    {
        var prefix = request.Query("prefix") ?? "";
        return Xml.WriteAsync(
            request.Response,
            Xml.Element(
                "ListAllMyBucketsResult",
                Xml.Element("Owner", Xml.Element("ID", "lab"), Xml.Element("DisplayName", "lab")),
                Xml.Element(
                    "Buckets",
                    store.Buckets.List().Where(b => b.Name.StartsWith(prefix, StringComparison.Ordinal))
                        .Select(b => Xml.Element("Bucket", Xml.Element("Name", b.Name), Xml.Element("CreationDate", Xml.Time(b.Created)))))));
    }
}
