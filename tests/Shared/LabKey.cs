using System.Security.Claims;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lab.Testing;

/// <summary>The lab's signing key in tests, and what is signed with it.</summary>
internal static class LabKey
{
    public const string Text = "a-signing-key-that-only-tests-know-and-use";

    /// <summary>An access token as the lab issues it.</summary>
    public static string Token(params string[] roles) => Sign(new SecurityTokenDescriptor
    {
        Issuer = "lab",
        Audience = "lab",
        Subject = Person("tester", roles),
        Expires = DateTime.UtcNow.AddHours(1),
    });

    /// <summary>A login code as the AppHost prints it.</summary>
    public static string LoginCode(DateTime? issued = null, string audience = "lab-login", string? id = null, params string[] roles)
    {
        var at = issued ?? DateTime.UtcNow;
        var person = Person("tester", roles);
        person.AddClaim(new Claim("jti", id ?? Guid.NewGuid().ToString("N")));
        return Sign(new SecurityTokenDescriptor
        {
            Issuer = "lab-apphost",
            Audience = audience,
            Subject = person,
            IssuedAt = at,
            NotBefore = at,
            Expires = at.AddMinutes(10),
        });
    }

    public static string Sign(SecurityTokenDescriptor token, string key = Text)
    {
        token.SigningCredentials ??= new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)), SecurityAlgorithms.HmacSha256);
        return new JsonWebTokenHandler().CreateToken(token);
    }

    public static ClaimsIdentity Person(string name, params string[] roles) =>
        new([new("sub", name), new("name", name), .. roles.Select(r => new Claim("roles", r))]);
}
