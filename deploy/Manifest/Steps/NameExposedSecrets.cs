using System.Text.Json.Nodes;

namespace Lab.Deploy.Manifest.Steps;

/// <summary>
/// Names the variables that hold a secret and that aspirate would put into a ConfigMap all the same. Where a resource has
/// none but protected variables it gets a plain one: aspirate leaves the Secret out of containers without a ConfigMap.
/// </summary>
internal sealed class NameExposedSecrets : IConversionStep
{
    public void Apply(AspireManifest manifest)
    {
        var secrets = new Secrets(manifest);
        foreach (var (name, resource) in manifest.Each())
        {
            var variables = AspireManifest.Strings(resource["env"]).ToArray();
            foreach (var (variable, value) in variables.Where(v => !Secrets.IsProtected(v.Name)))
            {
                if (secrets.In(value).ToArray() is { Length: > 0 } parameters)
                {
                    manifest.Warnings.Add($"resources.{name}.env.{variable}: holds {string.Join(" and ", parameters)} and lands in ConfigMap '{name}-env'; " +
                        $"move it into Secret '{name}-secrets' after generation.");
                }
            }

            if (variables.Length > 0 && variables.All(v => Secrets.IsProtected(v.Name)))
            {
                resource["env"]!.AsObject().Insert(0, "ASPIRE_RESOURCE", JsonValue.Create(name));
            }
        }
    }
}
