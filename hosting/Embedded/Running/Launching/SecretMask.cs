using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Launching;

/// <summary>Takes secrets out of what is shown: connection strings, and the values of secret parameters as they are and as they stand in a URI.</summary>
internal sealed class SecretMask(DistributedApplicationModel model)
{
    private const string Shown = "••••••";

    // Shorter values occur by chance, and masking them there would tell them.
    private const int ShortestSearched = 4;

    private static readonly string[] ConnectionStringNames = ["ConnectionStrings__", "ConnectionStrings:"];

    // A value that is not there yet is asked for again.
    private readonly ConcurrentDictionary<ParameterResource, string[]> known = [];

    /// <summary>The environment as it may be shown.</summary>
    public IEnumerable<EnvironmentVariableSnapshot> Show(IReadOnlyDictionary<string, string> environment) =>
        environment.OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => new EnvironmentVariableSnapshot(variable.Key, Hides(variable.Key, variable.Value) ? Shown : variable.Value, IsFromSpec: true));

    /// <summary>Replaces secrets in a text.</summary>
    public string Mask(string text) => Secrets().Where(secret => secret.Length >= ShortestSearched)
        .Aggregate(text, (masked, secret) => masked.Replace(secret, Shown, StringComparison.Ordinal));

    /// <summary>Whether a named value has to be kept back: it is a connection string, or it is or holds a secret.</summary>
    public bool Hides(string name, string? value) =>
        name == CustomResourceKnownProperties.ConnectionString
        || ConnectionStringNames.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        || value == Shown
        || (value is not null && Secrets().Any(secret => secret.Length >= ShortestSearched ? value.Contains(secret, StringComparison.Ordinal) : value == secret));

    // The longest first: one secret may be a part of another.
    private IEnumerable<string> Secrets() => model.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret)
        .SelectMany(FormsOf).OrderByDescending(form => form.Length);

    private string[] FormsOf(ParameterResource parameter)
    {
        if (known.TryGetValue(parameter, out var forms))
        {
            return forms;
        }

        try
        {
            forms = parameter.Value is { Length: > 0 } value ? [.. new[] { value, Uri.EscapeDataString(value) }.Distinct()] : [];
            return known[parameter] = forms;
        }
        catch (Exception)
        {
            // Whatever keeps the value from being had: nothing that was started knows it.
            return [];
        }
    }
}
