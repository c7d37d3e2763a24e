using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lab.ServiceDefaults.Tests.Authentication;

/// <summary>An OIDC authority on loopback: its discovery document, its key, and tokens.</summary>
internal sealed class OidcAuthority : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RSA _key = RSA.Create(2048);

    private OidcAuthority(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>The public key as somebody would use it who hopes that it is taken for a shared secret.</summary>
    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    public static async Task<OidcAuthority> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var authority = new OidcAuthority(builder.Build());
        authority._app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = authority.Address, jwks_uri = $"{authority.Address}/keys" }));
        authority._app.MapGet("/keys", () =>
        {
            var key = authority._key.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "k1", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } } });
        });
        await authority._app.StartAsync();
        return authority;
    }

    public string Token(string audience, Dictionary<string, object> claims, RSA? key = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Address,
        Audience = audience,
        Subject = new ClaimsIdentity([new("sub", "tester"), new("name", "tester")]),
        Claims = claims,
        Expires = DateTime.UtcNow.AddHours(1),
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(key ?? _key) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256),
    });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }
}
