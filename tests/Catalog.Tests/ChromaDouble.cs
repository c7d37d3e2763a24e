using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Lab.Catalog.Tests;

/// <summary>Answers the four requests of ChromaDB's API that the catalog makes, as ChromaDB 1.0 does.</summary>
internal sealed class ChromaDouble : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ChromaDouble(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public static async Task<ChromaDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/api/v2/heartbeat", () => new Dictionary<string, long> { ["nanosecond heartbeat"] = 1 });
        app.MapGet("/api/v2/version", () => TypedJson("\"1.0.0\""));
        app.MapGet("/api/v2/tenants/default_tenant/databases", () => new[] { new { id = Guid.Empty, name = "default_database", tenant = "default_tenant" } });
        app.MapGet("/api/v2/tenants/default_tenant/databases/default_database/collections_count", () => 3);
        await app.StartAsync();
        return new ChromaDouble(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Microsoft.AspNetCore.Http.IResult TypedJson(string json) => Microsoft.AspNetCore.Http.Results.Text(json, "application/json");
}
