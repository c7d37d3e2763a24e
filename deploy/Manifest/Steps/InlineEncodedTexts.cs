namespace Lab.Deploy.Manifest.Steps;

/// <summary>
/// aspirate drops <c>annotated.string</c>, so that texts which refer to one keep a placeholder. The parameter takes its
/// place: what aspirate generates is letters, digits and '!', which a URI takes as they are.
/// </summary>
internal sealed class InlineEncodedTexts : IConversionStep
{
    public const string Type = "annotated.string";

    public void Apply(AspireManifest manifest)
    {
        foreach (var (name, resource) in manifest.Each())
        {
            if ((string?)resource["type"] != Type)
            {
                continue;
            }

            if ((string?)resource["filter"] is not "uri" and var filter)
            {
                manifest.Errors.Add($"resources.{name}.filter: '{filter}' has no equivalent; allowed: uri.");
                continue;
            }

            var value = (string?)resource["value"] ?? "";
            manifest.Replace(placeholder => placeholder == $"{name}.value" ? value : null);
            manifest.Resources.Remove(name);
            foreach (var typed in AspireManifest.Placeholders(value).Select(p => p.Split('.')[0]).Where(p => IsTyped(manifest, p)))
            {
                manifest.Warnings.Add($"resources.{typed}: goes into URIs without encoding; give it only letters, digits and - . _ ~ !");
            }
        }
    }

    private static bool IsTyped(AspireManifest manifest, string parameter) =>
        manifest.Resources[parameter]?["inputs"]?["value"] is { } input && input["default"] is null;
}
