using System.Text;
using System.Text.Json.Nodes;

namespace Lab.Deploy.Manifest.Steps;

/// <summary>
/// A text of several lines survives neither YAML without quotes nor a file of variables. A script that a shell is given
/// by <c>-c</c> goes as base64, which the shell unpacks; any other is refused.
/// </summary>
internal sealed class PackScripts : IConversionStep
{
    private static readonly string[] Shells = ["sh", "bash", "dash", "ash"];

    public void Apply(AspireManifest manifest)
    {
        foreach (var (name, resource) in manifest.Each())
        {
            var isShell = Shells.Contains(Path.GetFileName((string?)resource["entrypoint"]));
            var arguments = resource["args"] as JsonArray ?? [];
            for (var i = 0; i < arguments.Count; i++)
            {
                var argument = arguments[i]?.ToString() ?? "";
                if (!argument.Contains('\n', StringComparison.Ordinal))
                {
                    continue;
                }

                if (isShell && i > 0 && arguments[i - 1]?.ToString() == "-c" && !AspireManifest.Placeholders(argument).Any())
                {
                    arguments[i] = $"eval \"$(printf %s {Convert.ToBase64String(Encoding.UTF8.GetBytes(argument))} | base64 -d)\"";
                }
                else
                {
                    manifest.Errors.Add($"resources.{name}.args[{i}]: has several lines; write it on one line, without placeholders if it is a shell's script, or put it into the image.");
                }
            }

            foreach (var (variable, _) in AspireManifest.Strings(resource["env"]).Where(v => v.Value.Contains('\n', StringComparison.Ordinal)))
            {
                manifest.Errors.Add($"resources.{name}.env.{variable}: has several lines; write it on one line or put it into the image.");
            }
        }
    }
}
