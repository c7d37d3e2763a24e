using System.Data.Common;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>What a connection string says.</summary>
/// <param name="Endpoint">Where the Query API is; its path ends in a slash.</param>
/// <param name="Username">Who signs in; null where the server asks nobody.</param>
/// <param name="Password">The user's password.</param>
/// <param name="Database">The database.</param>
internal sealed record Neo4jAddress(Uri Endpoint, string? Username, string? Password, string Database)
{
    public const string DefaultDatabase = "neo4j";

    /// <summary>Reads an address alone, or <c>Endpoint=…[;Bolt=…][;Username=…;Password=…][;Database=…]</c>; Bolt's address is for drivers and not used.</summary>
    /// <exception cref="FormatException">It is neither. The text is not repeated: it may hold a password.</exception>
    public static Neo4jAddress Parse(string connectionString)
    {
        if (WebAddress(connectionString) is { } plain)
        {
            return new Neo4jAddress(plain, Username: null, Password: null, DefaultDatabase);
        }

        DbConnectionStringBuilder parts;
        try
        {
            parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        }
        catch (ArgumentException)
        {
            throw new FormatException("The connection string of Neo4j is neither an http address without a user nor Endpoint=http://….");
        }

        foreach (string key in parts.Keys)
        {
            if (key is not ("endpoint" or "bolt" or "username" or "password" or "database"))
            {
                throw new FormatException($"The connection string of Neo4j has '{key}'; allowed are Endpoint, Bolt, Username, Password and Database.");
            }
        }

        var endpoint = WebAddress(Part(parts, "Endpoint")) ?? throw new FormatException("The connection string of Neo4j has no Endpoint with an http or https address without a user.");
        var (username, password) = (Part(parts, "Username"), Part(parts, "Password"));
        if (username is null != password is null)
        {
            throw new FormatException("The connection string of Neo4j has only one of Username and Password; give both or neither.");
        }

        return username?.Contains(':', StringComparison.Ordinal) == true
            ? throw new FormatException("The Username in the connection string of Neo4j has a colon, which basic authentication does not allow.")
            : new Neo4jAddress(endpoint, username, password, Part(parts, "Database") ?? DefaultDatabase);
    }

    /// <summary>The address without the password.</summary>
    public override string ToString() => Endpoint.ToString();

    private static Uri? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0
            ? new UriBuilder(address) { Path = address.AbsolutePath.TrimEnd('/') + "/" }.Uri
            : null;

    private static string? Part(DbConnectionStringBuilder parts, string name) =>
        parts.TryGetValue(name, out var value) && value is string { Length: > 0 } text ? text : null;
}
