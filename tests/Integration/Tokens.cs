using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lab.Integration;

/// <summary>Tokens as the lab's services and its AppHost sign them.</summary>
internal static class Tokens
{
    public static string Access(string signingKey, params string[] roles) => Sign(signingKey, "lab", "lab", roles);

    public static string LoginCode(string signingKey, params string[] roles) => Sign(signingKey, "lab-apphost", "lab-login", roles);

    private static string Sign(string signingKey, string issuer, string audience, string[] roles) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer,
        Audience = audience,
        IssuedAt = DateTime.UtcNow,
        Expires = DateTime.UtcNow.AddMinutes(10),
        Claims = new Dictionary<string, object> { ["sub"] = "tester", ["name"] = "tester", ["jti"] = Guid.NewGuid().ToString("n"), ["roles"] = roles },
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(signingKey)), SecurityAlgorithms.HmacSha256),
    });
}
