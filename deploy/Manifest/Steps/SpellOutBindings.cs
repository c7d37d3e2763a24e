namespace Lab.Deploy.Manifest.Steps;

/// <summary>
/// aspirate knows no scheme but http, and takes the target port where the service listens on another: URLs are written
/// as scheme, host and port, which it replaces rightly. It serves no https, whose URLs it empties.
/// </summary>
internal sealed class SpellOutBindings : IConversionStep
{
    public void Apply(AspireManifest manifest) => manifest.Replace(placeholder =>
    {
        if (placeholder.Split('.') is not [var name, "bindings", var binding, var property] || binding == "https")
        {
            return null;
        }

        if ((string?)manifest.Resources[name]?["bindings"]?[binding]?["scheme"] is not { } scheme)
        {
            manifest.Errors.Add($"'{{{placeholder}}}': there is no binding '{binding}' of resource '{name}'.");
            return null;
        }

        return property switch
        {
            "scheme" => scheme,
            "url" => $"{scheme}://{{{name}.bindings.{binding}.host}}:{{{name}.bindings.{binding}.port}}",
            _ => null,
        };
    });
}
