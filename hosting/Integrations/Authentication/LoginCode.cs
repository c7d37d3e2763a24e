using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lab.Hosting.Integrations.Authentication;

/// <summary>Signs one-time codes that a service exchanges for a session. A code is no access token: its audience is the exchange alone.</summary>
internal static class LoginCode
{
    public const string Issuer = "lab-apphost";
    public const string Audience = "lab-login";

    /// <summary>How long a code can be exchanged.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <param name="signingKey">The key that the services hold, at least 32 bytes as UTF-8.</param>
    /// <param name="user">Who signs in.</param>
    /// <param name="roles">The roles that the session has.</param>
    /// <param name="now">The time of issue.</param>
    public static string Sign(string signingKey, string user, IReadOnlyCollection<string> roles, DateTimeOffset now)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = user,
                [JwtRegisteredClaimNames.Name] = user,
                [JwtRegisteredClaimNames.Jti] = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16)),
                ["roles"] = roles.ToArray(),
            },
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(signingKey)), SecurityAlgorithms.HmacSha256),
        };
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }
}
