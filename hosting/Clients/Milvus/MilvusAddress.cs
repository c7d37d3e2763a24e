using System.Data.Common;
using System.Globalization;

namespace Lab.Hosting.Clients.Milvus;

/// <summary>Where a server is, who signs in, and which database is used.</summary>
/// <param name="Endpoint">The server's http or https address.</param>
/// <param name="Token">What signs in: <c>user:password</c>; null for nobody.</param>
/// <param name="Database">The database; null for the server's default.</param>
internal sealed record MilvusAddress(Uri Endpoint, string? Token, string? Database)
{
    private static readonly string[] Known = ["endpoint", "key", "database"];

    /// <exception cref="FormatException">The connection string is wrong; the message names what, and no secret.</exception>
    public static MilvusAddress Parse(string connectionString)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connectionString.Contains('=', StringComparison.Ordinal) ? connectionString : $"Endpoint={connectionString}";
        }
        catch (ArgumentException)
        {
            throw new FormatException("The connection string is not of the form 'Endpoint=http://host:port;Key=user:password;Database=name'.");
        }

        if (parts.Keys.Cast<string>().FirstOrDefault(key => !Known.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } stranger)
        {
            throw new FormatException($"The connection string has '{stranger}' in it; allowed are Endpoint, Key and Database.");
        }

        if (!Uri.TryCreate(Text(parts, "endpoint"), UriKind.Absolute, out var endpoint) || (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps))
        {
            throw new FormatException("The connection string's Endpoint is not an http or https address.");
        }

        return new MilvusAddress(endpoint, Text(parts, "key"), Text(parts, "database"));
    }

    private static string? Text(DbConnectionStringBuilder parts, string key) =>
        parts.TryGetValue(key, out var value) && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;
}
