using System.Data.Common;

namespace Lab.ServiceDefaults.Http;

/// <summary>Where a system listens for HTTP or gRPC.</summary>
/// <param name="Address">Its http or https address.</param>
/// <param name="User">Who to log in as; null where the system asks nobody.</param>
/// <param name="Password">Their password.</param>
public sealed record HttpEndpoint(Uri Address, string? User, string? Password)
{
    /// <summary>Reads <c>Endpoint=http://…;Username=…;Password=…</c>, or an address alone.</summary>
    /// <param name="connectionString">The text.</param>
    /// <exception cref="FormatException">It is neither. The text is not repeated: it may hold a password.</exception>
    public static HttpEndpoint Parse(string connectionString)
    {
        if (WebAddress(connectionString) is { } plain)
        {
            return new HttpEndpoint(plain, null, null);
        }

        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return WebAddress(Part(parts, "Endpoint")) is { } address
                ? new HttpEndpoint(address, Part(parts, "Username"), Part(parts, "Password"))
                : throw new FormatException("The connection string has no Endpoint with an http or https address.");
        }
        catch (ArgumentException)
        {
            throw new FormatException("The connection string is neither an http address nor Endpoint=http://….");
        }
    }

    private static Uri? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address : null;

    private static string? Part(DbConnectionStringBuilder parts, string name) =>
        parts.TryGetValue(name, out var value) ? value as string : null;
}
