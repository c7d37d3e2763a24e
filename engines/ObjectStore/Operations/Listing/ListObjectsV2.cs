using System.Text;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Listing;

/// <summary>Lists what is in a bucket, in pages: the first version of the operation and the second.</summary>
internal sealed class ListObjectsV2(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Bucket);

    public Task RunAsync(S3Request request)
    {
        store.Buckets.Get(request.Bucket);
        var second = request.Query("list-type") switch { null or "1" => false, "2" => true, _ => throw S3Exception.InvalidArgument("list-type must be 1 or 2.") };
        var (prefix, delimiter) = (request.Query("prefix") ?? "", request.Query("delimiter") ?? "");
        var most = request.QueryNumber("max-keys", 1000, 0, 1000);
        var token = second ? request.Query("continuation-token") : null;
        var after = token is not null ? ReadToken(token) : second ? request.Query("start-after") ?? "" : request.Query("marker") ?? "";
        var page = KeyPage.Read(store, request.Bucket, prefix, delimiter, after, most);
        var entries = new ListEntries(request);
        return Xml.WriteAsync(
            request.Response,
            Xml.Element(
                "ListBucketResult",
                Xml.Element("Name", request.Bucket),
                Xml.Element("Prefix", entries.Text(prefix)),
                delimiter.Length == 0 ? null : Xml.Element("Delimiter", entries.Text(delimiter)),
                Xml.Element("MaxKeys", most),
                entries.EncodingType,
                second ? Xml.Element("KeyCount", page.Versions.Count + page.CommonPrefixes.Count) : Xml.Element("Marker", entries.Text(after)),
                second && request.Query("start-after") is { } start ? Xml.Element("StartAfter", entries.Text(start)) : null,
                token is null ? null : Xml.Element("ContinuationToken", token),
                Xml.Element("IsTruncated", page.IsTruncated ? "true" : "false"),
                !page.IsTruncated ? null : second ? Xml.Element("NextContinuationToken", Token(page.Last)) : delimiter.Length > 0 ? Xml.Element("NextMarker", entries.Text(page.Last)) : null,
                entries.Contents(page, store.Archive),
                entries.CommonPrefixes(page)));
    }

    private static string Token(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    private static string ReadToken(string token)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(token));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw S3Exception.InvalidArgument("The continuation token provided is incorrect");
        }
    }
}
