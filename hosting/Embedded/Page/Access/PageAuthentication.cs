using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Lab.Hosting.Embedded.Page.Access;

/// <summary>Authenticates requests by <see cref="PageAccess"/>; a browser that is not logged in gets a page that says how.</summary>
internal sealed class PageAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    PageAccess access) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "page";

    private static readonly PageAssets Assets = new();

    /// <summary>Writes a page that says why the request was not let in.</summary>
    public static Task WriteAsync(HttpContext context, PageAsset page)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.ContentType = page.ContentType;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(page.Content, context.RequestAborted).AsTask();
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        access.HasKey(Request) ? Success("program")
        : access.IsLoggedIn(Request) ? Success("browser")
        : AuthenticateResult.NoResult());

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Request.Path == "/")
        {
            await WriteAsync(Context, Assets.Find("login-needed.html")!).ConfigureAwait(false);
            return;
        }

        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        await TypedResults.Problem(
            "Open the link that the host printed at its start, or send 'Authorization: Bearer KEY' with the key from page.key in the state folder.",
            statusCode: StatusCodes.Status401Unauthorized,
            title: "Not logged in").ExecuteAsync(Context).ConfigureAwait(false);
    }

    private static AuthenticateResult Success(string kind) =>
        AuthenticateResult.Success(new(new(new ClaimsIdentity([new(ClaimTypes.Name, kind)], Scheme)), Scheme));
}
