using System.Text.Json.Nodes;

namespace Lab.Deploy.Manifest.Steps;

/// <summary>aspirate generates a password for every parameter with a default, even where the default is a given value; that value becomes a <c>value.v0</c>.</summary>
internal sealed class KeepDefaultValues : IConversionStep
{
    public void Apply(AspireManifest manifest)
    {
        foreach (var (name, resource) in manifest.Each())
        {
            if ((string?)resource["type"] == "parameter.v0" && resource["inputs"]?["value"]?["default"]?["value"] is { } value)
            {
                manifest.Resources[name] = new JsonObject { ["type"] = "value.v0", ["value"] = value.DeepClone() };
                manifest.Replace(placeholder => placeholder == $"{name}.inputs.value" ? $"{{{name}.value}}" : null);
            }
        }
    }
}
