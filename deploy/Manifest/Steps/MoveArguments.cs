using System.Text.Json.Nodes;

namespace Lab.Deploy.Manifest.Steps;

/// <summary>
/// aspirate replaces no placeholders in arguments and writes them into YAML without quotes. An argument that does not
/// survive that moves into an environment variable, and the argument names the variable: Kubernetes expands
/// <c>$(NAME)</c> when it starts the container. What is secret or would be escaped goes where a Secret keeps it as it is.
/// </summary>
internal sealed class MoveArguments : IConversionStep
{
    public void Apply(AspireManifest manifest)
    {
        var secrets = new Secrets(manifest);
        foreach (var (name, resource) in manifest.Each())
        {
            var arguments = resource["args"] as JsonArray ?? [];
            for (var i = 0; i < arguments.Count; i++)
            {
                var argument = arguments[i]?.ToString() ?? "";
                var hasPlaceholders = AspireManifest.Placeholders(argument).Any();
                if (!hasPlaceholders && YamlText.IsPlain(argument))
                {
                    continue;
                }

                if (resource["env"] is not JsonObject variables)
                {
                    resource["env"] = variables = [];
                }

                // Braces are gone once aspirate has replaced the placeholders.
                var variable = secrets.In(argument).Any() || !(YamlText.IsOtherType(argument) || YamlText.IsPlain(WithoutPlaceholders(argument))) ? $"ConnectionStringArgument{i}" : $"Argument{i}";
                if (variables.ContainsKey(variable))
                {
                    manifest.Errors.Add($"resources.{name}.env.{variable}: the name is needed for argument {i}; rename the variable.");
                    continue;
                }

                variables[variable] = argument;
                arguments[i] = $"$({variable})";
            }
        }
    }

    private static string WithoutPlaceholders(string argument) =>
        AspireManifest.Placeholders(argument).Aggregate(argument, (text, placeholder) => text.Replace($"{{{placeholder}}}", "x", StringComparison.Ordinal));
}
