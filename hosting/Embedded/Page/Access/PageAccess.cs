using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Lab.Hosting.Embedded.Page.Access;

/// <summary>Who may use the page: browsers by a session's cookie, programs by the key.</summary>
internal sealed class PageAccess(LoginTokens tokens, PageSessions sessions, PageKey key)
{
    private const string Bearer = "Bearer ";

    // Browsers do not tell the ports of one name apart: two labs on one machine would overwrite each other's cookie.
    private readonly string cookie = $"lab-page-{Guid.NewGuid():n}";

    /// <summary>Uses a login token up and gives the browser a session.</summary>
    /// <returns>Whether the token was good.</returns>
    public bool LogIn(string token, HttpResponse response)
    {
        if (!tokens.Redeem(token))
        {
            return false;
        }

        response.Cookies.Append(cookie, sessions.Create(), new CookieOptions { HttpOnly = true, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict, Path = "/" });
        return true;
    }

    /// <summary>Whether the request comes from a browser that is logged in.</summary>
    public bool IsLoggedIn(HttpRequest request) => request.Cookies[cookie] is { Length: > 0 } secret && sessions.Use(secret);

    /// <summary>Whether the request brings the key.</summary>
    public bool HasKey(HttpRequest request) =>
        request.Headers[HeaderNames.Authorization].ToString() is { } header
        && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        && key.Matches(header[Bearer.Length..].Trim());
}
