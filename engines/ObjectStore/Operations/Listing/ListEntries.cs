using System.Xml.Linq;
using Lab.Engines.ObjectStore.Classes;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Listing;

/// <summary>How lists write what they list.</summary>
internal sealed class ListEntries(S3Request request)
{
    private readonly bool encoded = request.Query("encoding-type") switch
    {
        null => false,
        "url" => true,
        _ => throw S3Exception.InvalidArgument("Invalid Encoding Method specified in Request: only url is."),
    };

    public XElement? EncodingType => encoded ? Xml.Element("EncodingType", "url") : null;

    /// <summary>A key, URL-encoded where the request asks for that.</summary>
    public string Text(string key) => encoded ? string.Join('/', key.Split('/').Select(Signing.CanonicalRequest.Encode)) : key;

    public IEnumerable<XElement> CommonPrefixes(KeyPage page) => page.CommonPrefixes.Select(prefix => Xml.Element("CommonPrefixes", Xml.Element("Prefix", Text(prefix))));

    public IEnumerable<XElement> Contents(KeyPage page, Archive archive) => page.Versions.Select(version => Xml.Element("Contents", Fields(version, archive)));

    public IEnumerable<object?> Fields(ObjectVersion version, Archive archive)
    {
        yield return Xml.Element("Key", Text(version.Key));
        yield return Xml.Element("LastModified", Xml.Time(version.Modified));
        if (version.IsDeleteMarker)
        {
            yield break;
        }

        yield return Xml.Element("ETag", $"\"{version.ETag}\"");
        yield return Xml.Element("Size", version.Size);
        yield return Xml.Element("StorageClass", version.StorageClass);
        if (version.ChecksumName is { } name)
        {
            yield return Xml.Element("ChecksumAlgorithm", name);
        }

        if (request.Header("x-amz-optional-object-attributes") is { } wanted && wanted.Contains("RestoreStatus", StringComparison.Ordinal) && archive.Header(version) is not null)
        {
            var ongoing = archive.IsRestoring(version);
            yield return Xml.Element(
                "RestoreStatus",
                Xml.Element("IsRestoreInProgress", ongoing ? "true" : "false"),
                ongoing ? null : Xml.Element("RestoreExpiryDate", Xml.Time(version.RestoreExpires!.Value)));
        }
    }
}
