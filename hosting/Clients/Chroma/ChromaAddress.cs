using System.Data.Common;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>What a connection string says.</summary>
/// <param name="Endpoint">The server's address; its path ends in a slash.</param>
/// <param name="Tenant">The tenant whose database is used.</param>
/// <param name="Database">The database.</param>
internal sealed record ChromaAddress(Uri Endpoint, string Tenant, string Database)
{
    public const string DefaultTenant = "default_tenant";
    public const string DefaultDatabase = "default_database";

    /// <summary>Reads an address alone, or <c>Endpoint=…[;Tenant=…][;Database=…]</c>.</summary>
    /// <exception cref="FormatException">It is neither. The text is not repeated: it may hold a password.</exception>
    public static ChromaAddress Parse(string connectionString)
    {
        if (WebAddress(connectionString) is { } plain)
        {
            return new ChromaAddress(plain, DefaultTenant, DefaultDatabase);
        }

        DbConnectionStringBuilder parts;
        try
        {
            parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        }
        catch (ArgumentException)
        {
            throw new FormatException("The connection string of ChromaDB is neither an http address nor Endpoint=http://….");
        }

        foreach (string key in parts.Keys)
        {
            if (key is not ("endpoint" or "tenant" or "database"))
            {
                throw new FormatException($"The connection string of ChromaDB has '{key}'; allowed are Endpoint, Tenant and Database.");
            }
        }

        var endpoint = WebAddress(Part(parts, "Endpoint")) ?? throw new FormatException("The connection string of ChromaDB has no Endpoint with an http or https address.");
        return new ChromaAddress(endpoint, Part(parts, "Tenant") ?? DefaultTenant, Part(parts, "Database") ?? DefaultDatabase);
    }

    private static Uri? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? new UriBuilder(address) { Path = address.AbsolutePath.TrimEnd('/') + "/" }.Uri
            : null;

    private static string? Part(DbConnectionStringBuilder parts, string name) =>
        parts.TryGetValue(name, out var value) && value is string { Length: > 0 } text ? text : null;
}
