using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Page.Api;

/// <summary>Keeps the values of secret parameters, and connection strings, out of what the API tells.</summary>
internal sealed class PageSecrets(DistributedApplicationModel model)
{
    private const string Shown = "••••••";

    // A value this short appears in texts that have nothing to do with it.
    private const int ShortestSearched = 6;

    private static readonly string[] ConnectionStringNames = ["ConnectionStrings__", "ConnectionStrings:"];

    private readonly Lazy<string[]> secrets = new(() => Secrets(model));

    /// <summary>Replaces secrets in a text.</summary>
    public string Mask(string text) => secrets.Value.Where(secret => secret.Length >= ShortestSearched)
        .Aggregate(text, (masked, secret) => masked.Replace(secret, Shown, StringComparison.Ordinal));

    /// <summary>Whether a named value has to be kept back: it is a connection string, or it is or holds a secret.</summary>
    public bool Hides(string name, string? value) =>
        name == CustomResourceKnownProperties.ConnectionString
        || ConnectionStringNames.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        || (value is not null && Array.Exists(secrets.Value, secret => secret.Length >= ShortestSearched ? value.Contains(secret, StringComparison.Ordinal) : value == secret));

    private static string[] Secrets(DistributedApplicationModel model) =>
    [
        .. model.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret).SelectMany(Forms)
            .Where(form => form.Length > 0).Distinct().OrderByDescending(form => form.Length),
    ];

    // As it is, and as it stands in a URI.
    private static string[] Forms(ParameterResource parameter)
    {
        try
        {
            return [parameter.Value, Uri.EscapeDataString(parameter.Value)];
        }
        catch (Exception)
        {
            // Whatever keeps the value from being had: nothing that was started knows it.
            return [];
        }
    }
}
