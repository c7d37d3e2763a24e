using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace Lab.ServiceDefaults.Authentication;

/// <summary>
/// Who vouches for callers: the lab's own key in the local run, an OIDC authority in the cluster. Exactly one of them;
/// without either the service refuses to start, it is never open by accident.
/// </summary>
internal sealed class AuthenticationSettings
{
    public const string Section = "Authentication";

    private const int LeastKeyBytes = 32;

    /// <summary>The lab's key (HMAC-SHA-256, its UTF-8 bytes); null with an authority.</summary>
    public SymmetricSecurityKey? SigningKey { get; private init; }

    /// <summary>The OIDC authority's address; null with a key.</summary>
    public Uri? Authority { get; private init; }

    /// <summary>The audience that tokens of the authority must name.</summary>
    public string? Audience { get; private init; }

    /// <summary>The claim that holds roles; dots lead into JSON objects, for example <c>realm_access.roles</c>.</summary>
    public string RoleClaim { get; private init; } = TokenNames.Roles;

    /// <exception cref="ServiceConfigurationException">Neither or both are configured, or one of them wrongly.</exception>
    public static AuthenticationSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var key = Text(section, "SigningKey");
        var authority = Text(section, "Authority");

        return (key, authority) switch
        {
            (null, null) => throw new ServiceConfigurationException(
                "Authentication is not configured: set Authentication__SigningKey (local run; the AppHost does) or Authentication__Authority and Authentication__Audience (OIDC)."),
            (not null, not null) => throw new ServiceConfigurationException(
                "Authentication is configured twice: set either Authentication__SigningKey or Authentication__Authority, not both."),
            (not null, null) => new AuthenticationSettings { SigningKey = Key(key) },
            (null, not null) => new AuthenticationSettings
            {
                Authority = Address(authority),
                Audience = Text(section, "Audience") ?? throw new ServiceConfigurationException(
                    "Authentication__Audience is missing: name the audience that the authority's tokens carry for the lab's services."),
                RoleClaim = Text(section, "RoleClaim") ?? TokenNames.Roles,
            },
        };
    }

    private static string? Text(IConfigurationSection section, string name) =>
        string.IsNullOrWhiteSpace(section[name]) ? null : section[name];

    private static SymmetricSecurityKey Key(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length >= LeastKeyBytes
            ? new SymmetricSecurityKey(bytes)
            : throw new ServiceConfigurationException(
                $"Authentication__SigningKey is too short: it has {bytes.Length} bytes, at least {LeastKeyBytes} are needed.");
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new ServiceConfigurationException(
                "Authentication__Authority must be an https address (http only on loopback), such as https://login.example.org/realms/lab.");
}
