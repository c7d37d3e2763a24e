using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Lab.Deploy.Manifest;

/// <summary>A manifest under conversion, with what was found wrong with it.</summary>
internal sealed partial class AspireManifest(JsonObject root)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The resources by name, in the manifest's order.</summary>
    public JsonObject Resources => root["resources"]!.AsObject();

    /// <summary>What aspirate would lose or get wrong and nothing here can mend.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>What deploys, but not as one would wish.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Every resource that is an object, with its name; safe against changes while it is walked.</summary>
    public IEnumerable<(string Name, JsonObject Resource)> Each() =>
        Resources.Where(r => r.Value is JsonObject).Select(r => (r.Key, r.Value!.AsObject())).ToArray();

    /// <summary>The string properties of an object, safe against changes while they are walked.</summary>
    public static IEnumerable<(string Name, string Value)> Strings(JsonNode? node) => node is JsonObject o
        ? o.Where(p => p.Value?.GetValueKind() == JsonValueKind.String).Select(p => (p.Key, p.Value!.GetValue<string>())).ToArray()
        : [];

    /// <summary>Replaces placeholders in every text of the manifest; those for which the result is null stay.</summary>
    public void Replace(Func<string, string?> replacement)
    {
        foreach (var (_, resource) in Each())
        {
            Replace(resource, replacement);
        }
    }

    /// <summary>The placeholders of a text, without their braces.</summary>
    public static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>The manifest as Aspire would write it: indented, no newline at the end.</summary>
    public override string ToString() => root.ToJsonString(Indented);

    private static void Replace(JsonNode node, Func<string, string?> replacement)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var child in o.Select(p => p.Value).OfType<JsonNode>().ToArray())
                {
                    Replace(child, replacement);
                }

                break;
            case JsonArray a:
                foreach (var child in a.OfType<JsonNode>().ToArray())
                {
                    Replace(child, replacement);
                }

                break;
            case JsonValue v when v.GetValueKind() == JsonValueKind.String:
                var before = v.GetValue<string>();
                var after = Placeholder().Replace(before, m => replacement(m.Groups[1].Value) ?? m.Value);
                if (after != before)
                {
                    v.ReplaceWith(after);
                }

                break;
        }
    }

    [GeneratedRegex(@"\{([A-Za-z0-9_.-]+)\}")]
    private static partial Regex Placeholder();
}
