using Lab.Hosting.Embedded.Page.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lab.Hosting.Embedded.Page;

/// <summary>What a browser loads: the page, its files, the login.</summary>
internal static class PageRoutes
{
    public static void MapPage(this IEndpointRouteBuilder routes, PageAccess access)
    {
        var assets = new PageAssets();
        routes.MapGet("/", () => Serve(assets.Find("index.html")));
        routes.MapGet("/assets/{name}", (string name) => Serve(assets.Find(name))).AllowAnonymous();
        routes.MapGet("/login", (HttpContext context, string? t) => LogIn(context, t, access, assets)).AllowAnonymous();
    }

    private static IResult Serve(PageAsset? asset) =>
        asset is null ? TypedResults.NotFound() : TypedResults.Bytes(asset.Content, asset.ContentType, entityTag: asset.Tag);

    // The answer is a page that leads on, not a redirect: browsers leave a strict cookie out of a redirect that another site led to.
    private static async Task LogIn(HttpContext context, string? token, PageAccess access, PageAssets assets)
    {
        if (!access.IsLoggedIn(context.Request))
        {
            if (token is null || !access.LogIn(token, context.Response))
            {
                await PageAuthentication.WriteAsync(context, assets.Find("login-failed.html")!).ConfigureAwait(false);
                return;
            }
        }

        await Serve(assets.Find("login-done.html")).ExecuteAsync(context).ConfigureAwait(false);
    }
}
