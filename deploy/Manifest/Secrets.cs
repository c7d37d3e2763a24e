using System.Text.Json.Nodes;

namespace Lab.Deploy.Manifest;

/// <summary>Which texts of a manifest hold a secret, directly or by what they refer to.</summary>
internal sealed class Secrets(AspireManifest manifest)
{
    // The beginnings of the names of environment variables that aspirate keeps in a Secret; all others go to a ConfigMap.
    private static readonly string[] Protected = ["ConnectionString", "POSTGRES_PASSWORD", "MSSQL_SA_PASSWORD"];

    /// <summary>Whether aspirate keeps the variable in a Secret.</summary>
    public static bool IsProtected(string variable) => Protected.Any(p => variable.StartsWith(p, StringComparison.Ordinal));

    /// <summary>The secret parameters that a text refers to.</summary>
    public IEnumerable<string> In(string text) => In(text, []).Distinct();

    private IEnumerable<string> In(string text, HashSet<string> seen)
    {
        foreach (var placeholder in AspireManifest.Placeholders(text).Where(seen.Add))
        {
            var path = placeholder.Split('.');
            var resource = manifest.Resources[path[0]];
            if (path is [_, "value" or "inputs" or "connectionString", ..] && (bool?)resource?["inputs"]?["value"]?["secret"] == true)
            {
                yield return path[0];
            }
            else if (path.Length == 2 && resource?[path[1]] is JsonValue value)
            {
                foreach (var secret in In(value.ToString(), seen))
                {
                    yield return secret;
                }
            }
        }
    }
}
