using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;

namespace Lab.ServiceDefaults.Authentication;

/// <summary>Carries a browser's access token. Cookies ignore ports, so one login serves all services on one host.</summary>
internal static class SessionCookie
{
    public const string Name = "lab-session";

    public static void Set(HttpContext context, string token, TimeSpan lifetime) =>
        context.Response.Cookies.Append(Name, token, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
            MaxAge = lifetime,
            IsEssential = true,
        });

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, new CookieOptions { Path = "/" });

    /// <summary>Takes the token from the cookie where no header carries one.</summary>
    public static Task ReadAsync(MessageReceivedContext context)
    {
        var request = context.Request;
        if (request.Headers.Authorization.Count == 0 && request.Cookies[Name] is { Length: > 0 } token && MayCarry(request))
        {
            context.Token = token;
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Reading is harmless. What changes something must come from the service's own pages: whatever else runs on this
    /// host counts as the same site, so SameSite alone would let another port's page act in the visitor's name.
    /// </summary>
    private static bool MayCarry(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
        || request.Headers["Sec-Fetch-Site"] == "same-origin"
        || (request.Headers["Sec-Fetch-Site"].Count == 0 && request.Headers.Origin == $"{request.Scheme}://{request.Host}");
}
