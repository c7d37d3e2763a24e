using System.Security.Claims;
using Lab.Model;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lab.ServiceDefaults.Authentication;

/// <summary>Issues access tokens in the local run, signed with the lab's key.</summary>
internal sealed class AccessTokens(AuthenticationSettings settings, LabDeclaration lab, TimeProvider time)
{
    /// <summary>How long a token is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly JsonWebTokenHandler _handler = new();

    /// <param name="subject">Who it is for.</param>
    /// <param name="name">Their name as it is shown.</param>
    /// <param name="roles">Their roles; names that are no role of the lab are left out.</param>
    public string Issue(string subject, string name, IEnumerable<string> roles)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var identity = new ClaimsIdentity([new("sub", subject), new(TokenNames.Name, name)]);
        identity.AddClaims(roles.Where(role => lab.Roles.Any(r => r.Id == role)).Select(role => new Claim(TokenNames.Roles, role)));
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenNames.Lab,
            Audience = TokenNames.Lab,
            Subject = identity,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            SigningCredentials = new SigningCredentials(settings.SigningKey, SecurityAlgorithms.HmacSha256),
        });
    }
}
