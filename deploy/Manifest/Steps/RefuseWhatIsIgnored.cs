using System.Text.Json.Nodes;

namespace Lab.Deploy.Manifest.Steps;

/// <summary>What aspirate reads over without a word and what has no other form: better no deployment than half of one.</summary>
internal sealed class RefuseWhatIsIgnored : IConversionStep
{
    public void Apply(AspireManifest manifest)
    {
        foreach (var (name, resource) in manifest.Each())
        {
            foreach (var mount in (resource["bindMounts"] as JsonArray ?? []).OfType<JsonObject>())
            {
                manifest.Errors.Add($"resources.{name}.bindMounts: '{mount["source"]}' on '{mount["target"]}' would not be mounted; " +
                    "put the files into an image (AddDockerfile) or use a volume.");
            }

            foreach (var part in (string[])["secrets", "stage"])
            {
                if (resource["build"]?[part] is not null)
                {
                    manifest.Errors.Add($"resources.{name}.build.{part}: would not be used in the build; split the Dockerfile or build the image beforehand and name it with WithImage.");
                }
            }

            foreach (var (argument, value) in AspireManifest.Strings(resource["build"]?["args"]))
            {
                if (AspireManifest.Placeholders(value).Any())
                {
                    manifest.Errors.Add($"resources.{name}.build.args.{argument}: '{value}' would not be replaced; give the build a plain value.");
                }
            }

            if (resource["deployment"] is not null)
            {
                manifest.Errors.Add($"resources.{name}.deployment: is for another deployment tool; remove the compute environment from the AppHost.");
            }
        }
    }
}
