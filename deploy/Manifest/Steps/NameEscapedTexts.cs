namespace Lab.Deploy.Manifest.Steps;

/// <summary>Names the variables of a ConfigMap whose value aspirate would escape as HTML; a Secret is written as it is.</summary>
internal sealed class NameEscapedTexts : IConversionStep
{
    public void Apply(AspireManifest manifest)
    {
        foreach (var (name, resource) in manifest.Each())
        {
            foreach (var (variable, value) in AspireManifest.Strings(resource["env"]).Where(v => !Secrets.IsProtected(v.Name)))
            {
                if (YamlText.EscapedIn(value).ToArray() is { Length: > 0 } characters)
                {
                    manifest.Warnings.Add($"resources.{name}.env.{variable}: aspirate escapes its {string.Join(" ", characters)} as HTML in ConfigMap '{name}-env'; " +
                        "undo that in the generated kustomization.yaml.");
                }
            }
        }
    }
}
