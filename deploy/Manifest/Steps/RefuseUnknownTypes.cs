namespace Lab.Deploy.Manifest.Steps;

/// <summary>aspirate passes over types that it does not know, with a line on the console: their resources would be missing.</summary>
internal sealed class RefuseUnknownTypes : IConversionStep
{
    private static readonly string[] Known =
        ["project.v0", "project.v1", "container.v0", "container.v1", "dockerfile.v0", "value.v0", "parameter.v0", InlineEncodedTexts.Type];

    public void Apply(AspireManifest manifest)
    {
        foreach (var (name, resource) in manifest.Each())
        {
            var type = (string?)resource["type"];
            if (!Known.Contains(type))
            {
                manifest.Errors.Add($"resources.{name}.type: {(type is null ? "there is none" : $"'{type}' is not known to aspirate")}; allowed: {string.Join(", ", Known)}. " +
                    "Leave the resource out of the manifest (ExcludeFromManifest) or publish it as one of these.");
            }
        }
    }
}
