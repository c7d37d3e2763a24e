using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lab.ServiceDefaults.Authentication.Login;

/// <summary>
/// Redeems the login codes that the AppHost prints, each once. Used codes are remembered until they expire; one that was
/// issued before this process started is refused, since a predecessor may have redeemed it.
/// </summary>
internal sealed class LoginCodes(AuthenticationSettings settings, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly ConcurrentDictionary<string, DateTime> _used = new();
    private readonly long _started = time.GetUtcNow().ToUnixTimeSeconds();

    public async Task<LoginResult> RedeemAsync(string code)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var validated = await _handler.ValidateTokenAsync(code, new TokenValidationParameters
        {
            ValidIssuer = TokenNames.AppHost,
            ValidAudience = TokenNames.Login,
            IssuerSigningKey = settings.SigningKey,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            LifetimeValidator = (notBefore, expires, _, _) => expires is null || (notBefore ?? now) > now.AddSeconds(30)
                ? throw new SecurityTokenInvalidLifetimeException("A login code has an end and has begun.")
                : expires > now ? true : throw new SecurityTokenExpiredException("The login code has expired."),
        });
        if (!validated.IsValid)
        {
            return new LoginResult(validated.Exception is SecurityTokenExpiredException ? LoginOutcome.Expired : LoginOutcome.NotValid, null);
        }

        var token = (JsonWebToken)validated.SecurityToken;
        if (token.Id.Length == 0 || token.Subject.Length == 0)
        {
            return new LoginResult(LoginOutcome.NotValid, null);
        }

        foreach (var (id, end) in _used)
        {
            if (end <= now)
            {
                _used.TryRemove(id, out _);
            }
        }

        var first = new DateTimeOffset(token.IssuedAt, TimeSpan.Zero).ToUnixTimeSeconds() >= _started && _used.TryAdd(token.Id, token.ValidTo);
        return new LoginResult(first ? LoginOutcome.Accepted : LoginOutcome.Used, token);
    }
}
