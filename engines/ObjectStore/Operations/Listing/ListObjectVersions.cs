using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Listing;

/// <summary>Lists all versions and delete markers, newest first of each key.</summary>
internal sealed class ListObjectVersions(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Bucket, "versions");

    public Task RunAsync(S3Request request)
    {
        store.Buckets.Get(request.Bucket);
        var (prefix, delimiter, keyMarker, versionMarker) = (request.Query("prefix") ?? "", request.Query("delimiter") ?? "", request.Query("key-marker") ?? "", request.Query("version-id-marker"));
        var most = request.QueryNumber("max-keys", 1000, 0, 1000);
        if (versionMarker is not null && keyMarker.Length == 0)
        {
            throw S3Exception.InvalidArgument("A version-id marker cannot be specified without a key marker.");
        }

        long? afterId = versionMarker is null ? null
            : store.Database.Read(c => VersionStore.Find(c, request.Bucket, keyMarker, versionMarker))?.Id ?? throw S3Exception.InvalidArgument("Invalid version id specified");
        var page = KeyPage.Read(store, request.Bucket, prefix, delimiter, keyMarker, most, versions: true, afterId);
        var entries = new ListEntries(request);
        return Xml.WriteAsync(
            request.Response,
            Xml.Element(
                "ListVersionsResult",
                Xml.Element("Name", request.Bucket),
                Xml.Element("Prefix", entries.Text(prefix)),
                delimiter.Length == 0 ? null : Xml.Element("Delimiter", entries.Text(delimiter)),
                Xml.Element("KeyMarker", entries.Text(keyMarker)),
                Xml.Element("VersionIdMarker", versionMarker ?? ""),
                Xml.Element("MaxKeys", most),
                entries.EncodingType,
                Xml.Element("IsTruncated", page.IsTruncated ? "true" : "false"),
                page.IsTruncated ? Xml.Element("NextKeyMarker", entries.Text(page.Last)) : null,
                page.IsTruncated && page.LastVersion is { } last ? Xml.Element("NextVersionIdMarker", last.VersionId) : null,
                page.Versions.Select(version => Xml.Element(
                    version.IsDeleteMarker ? "DeleteMarker" : "Version",
                    Xml.Element("VersionId", version.VersionId),
                    Xml.Element("IsLatest", version.IsLatest ? "true" : "false"),
                    entries.Fields(version, store.Archive))),
                entries.CommonPrefixes(page)));
    }
}
