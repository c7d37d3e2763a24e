using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lab.ServiceDefaults.Documents;

/// <summary>The page at <c>/</c>: what the service is, who is logged in, and what can be read.</summary>
internal static class StartPage
{
    public static void MapStartPage(this WebApplication app) =>
        app.MapGet("/", (HttpContext context, EndpointDataSource endpoints) =>
                Results.Content(Render(app.Environment.ApplicationName, context.User, Links(endpoints)), "text/html", Encoding.UTF8))
            .AllowAnonymous()
            .ExcludeFromDescription();

    private static IEnumerable<string> Links(EndpointDataSource endpoints) =>
        endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods: var methods } || methods.Contains(HttpMethods.Get))
            .Select(e => "/" + e.RoutePattern.RawText?.Trim('/'))
            .Select(path => path.Replace("{documentName}", "v1", StringComparison.Ordinal))
            .Where(path => path is not ("/" or "/login"))
            .Distinct()
            .Order(StringComparer.Ordinal);

    private static string Render(string service, ClaimsPrincipal user, IEnumerable<string> paths)
    {
        var page = new StringBuilder();
        var name = WebUtility.HtmlEncode(service);
        page.Append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        page.Append("<title>").Append(name).Append("</title>");
        page.Append("<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}</style>");
        page.Append("<h1>").Append(name).Append("</h1><p>");
        if (user.Identity?.IsAuthenticated == true)
        {
            var roles = user.Identities.SelectMany(i => i.FindAll(i.RoleClaimType)).Select(c => c.Value);
            page.Append("Logged in as ").Append(WebUtility.HtmlEncode(user.Identity.Name ?? "somebody"))
                .Append(" (").Append(WebUtility.HtmlEncode(string.Join(", ", roles))).Append(").");
        }
        else
        {
            page.Append("Not logged in. In the local run, open the login link that the AppHost prints.");
        }

        page.Append("</p><ul>");
        foreach (var path in paths)
        {
            var text = WebUtility.HtmlEncode(path);
            page.Append("<li>").Append(path.Contains('{', StringComparison.Ordinal) ? text : $"<a href=\"{text}\">{text}</a>").Append("</li>");
        }

        return page.Append("</ul></html>").ToString();
    }
}
