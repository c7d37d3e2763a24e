using System.Xml.Linq;

namespace Lab.Engines.ObjectStore.Http;

/// <summary>Tags: up to ten of an object, fifty of a bucket.</summary>
internal static class Tags
{
    public static Dictionary<string, string> Read(XElement tagging, int most) => Check(
        (tagging.Child("TagSet") ?? throw S3Exception.MalformedXml()).Children("Tag").Select(tag => KeyValuePair.Create(tag.Text("Key") ?? throw S3Exception.MalformedXml(), tag.Text("Value") ?? "")),
        most);

    /// <summary>From the header <c>x-amz-tagging</c>, written as a query.</summary>
    public static Dictionary<string, string> Read(string? header) => Check(
        (header ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length > 1 ? Decode(pair[1]) : "")),
        10);

    public static XElement Write(IReadOnlyDictionary<string, string> tags) =>
        Xml.Element("Tagging", Xml.Element("TagSet", tags.Select(tag => Xml.Element("Tag", Xml.Element("Key", tag.Key), Xml.Element("Value", tag.Value)))));

    private static Dictionary<string, string> Check(IEnumerable<KeyValuePair<string, string>> tags, int most)
    {
        var checkedTags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > 128 || value.Length > 256)
            {
                throw new S3Exception(400, "InvalidTag", "A tag's key has 1 to 128 characters, its value up to 256.");
            }

            if (!checkedTags.TryAdd(key, value))
            {
                throw new S3Exception(400, "InvalidTag", "Cannot provide multiple Tags with the same key");
            }
        }

        return checkedTags.Count <= most ? checkedTags : throw new S3Exception(400, "BadRequest", $"Tags cannot be more than {most}");
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
