using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Launching;

/// <summary>Takes secrets out of what is shown.</summary>
internal sealed class SecretMask(DistributedApplicationModel model)
{
    private const string Masked = "***";

    // Shorter values occur by chance, and masking them would tell them.
    private const int ShortestSecret = 4;

    /// <summary>The environment as it may be shown: connection strings and whatever holds a secret parameter's value are masked.</summary>
    public IEnumerable<EnvironmentVariableSnapshot> Show(IReadOnlyDictionary<string, string> environment)
    {
        var secrets = Secrets().ToArray();
        return environment.OrderBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => new EnvironmentVariableSnapshot(v.Key, IsSecret(v.Key) ? Masked : Mask(v.Value, secrets), IsFromSpec: true));
    }

    /// <summary>A text without the values of secret parameters.</summary>
    public string Show(string text) => Mask(text, Secrets());

    private static bool IsSecret(string name) => name.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase);

    private static string Mask(string text, IEnumerable<string> secrets) =>
        secrets.Aggregate(text, (t, secret) => t.Replace(secret, Masked, StringComparison.Ordinal));

    private IEnumerable<string> Secrets()
    {
        foreach (var parameter in model.Resources.OfType<ParameterResource>().Where(p => p.Secret))
        {
            if (Value(parameter) is { Length: >= ShortestSecret } value)
            {
                yield return value;
                yield return Uri.EscapeDataString(value);
            }
        }
    }

    private static string? Value(ParameterResource parameter)
    {
        try
        {
            return parameter.Value;
        }
        catch (DistributedApplicationException)
        {
            // A value that is missing cannot be shown.
            return null;
        }
    }
}
