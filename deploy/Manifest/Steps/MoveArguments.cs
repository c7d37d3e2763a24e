using System.Text.Json.Nodes;

namespace Lab.Deploy.Manifest.Steps;

/// <summary>
/// aspirate replaces no placeholders in arguments. An argument that has some moves into an environment variable, where it
/// does, and the argument names the variable: Kubernetes expands <c>$(NAME)</c> when it starts the container.
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
                if (!AspireManifest.Placeholders(argument).Any())
                {
                    continue;
                }

                if (resource["env"] is not JsonObject variables)
                {
                    resource["env"] = variables = [];
                }

                var variable = secrets.In(argument).Any() ? $"ConnectionStringArgument{i}" : $"Argument{i}";
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
}
