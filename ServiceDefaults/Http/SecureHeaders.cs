using Microsoft.AspNetCore.Builder;

namespace Lab.ServiceDefaults.Http;

internal static class SecureHeaders
{
    /// <summary>Answers are data or a plain page: nothing is framed, sniffed, kept by proxies, or loaded from elsewhere.</summary>
    public static void UseSecureHeaders(this WebApplication app) =>
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "no-referrer";
                headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
                if (headers.CacheControl.Count == 0)
                {
                    headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            });
            return next(context);
        });
}
