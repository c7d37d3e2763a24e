using System.Text.Json.Nodes;
using Lab.Deploy.Manifest;

namespace Lab.Manifest.Tests;

/// <summary>A manifest of the given resources after its conversion.</summary>
internal sealed class Converted
{
    private readonly AspireManifest _manifest;

    public Converted(string resources, string source = "/app", string target = "/app")
    {
        _manifest = new AspireManifest(new JsonObject { ["resources"] = JsonNode.Parse(resources) });
        new AspirateConversion(source, target).Apply(_manifest);
    }

    public IReadOnlyList<string> Errors => _manifest.Errors;

    public IReadOnlyList<string> Warnings => _manifest.Warnings;

    public string Text => _manifest.ToString();

    /// <summary>The text at a path of property names and indices; null where there is none.</summary>
    public string? this[params object[] path] =>
        path.Aggregate((JsonNode?)_manifest.Resources, (node, step) => step is int i ? node?[i] : node?[(string)step])?.ToString();

    public bool Has(string resource) => _manifest.Resources.ContainsKey(resource);
}
