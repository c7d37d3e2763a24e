using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Lab.Hosting.Embedded.Page.Access;

/// <summary>Keeps other sites out: a name that was bound to the loopback address (DNS rebinding), forged writes, framing, foreign scripts.</summary>
internal sealed class RequestGuard(RequestDelegate next, PageAccess access)
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public async Task InvokeAsync(HttpContext context)
    {
        SetHeaders(context);
        var request = context.Request;
        if (request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
        {
            await RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "Unknown host name", $"The Host header names '{request.Host.Host}'; allowed: localhost, 127.0.0.1, [::1].").ConfigureAwait(false);
            return;
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !IsFromHere(request))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "Foreign origin", "Writes are taken from the page itself (its Origin header), or with the key.").ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
    }

    private static void SetHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "no-cache" : "no-store";
    }

    // Every browser sends Origin with a write; a program has none, and its key.
    private bool IsFromHere(HttpRequest request) => request.Headers[HeaderNames.Origin].ToString() is { Length: > 0 } origin
        ? string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        : access.HasKey(request);

    private static Task RefuseAsync(HttpContext context, int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title).ExecuteAsync(context);
}
