using System.Net.Http.Headers;
using Lab.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lab.ServiceDefaults.Tests;

/// <summary>A service with nothing but the defaults, and what a test adds to it.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestService(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public static (string, string) Key => ("Authentication:SigningKey", LabKey.Text);

    public static WebApplicationBuilder Builder(params (string Key, string Value)[] configuration)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Lab.Test" });
        builder.Configuration.AddInMemoryCollection(configuration.Select(c => KeyValuePair.Create(c.Key, (string?)c.Value)));
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        return builder;
    }

    public static Task<TestService> StartAsync(Action<WebApplication>? map = null, Action<WebApplicationBuilder>? add = null) => StartAsync([Key], map, add);

    public static async Task<TestService> StartAsync((string Key, string Value)[] configuration, Action<WebApplication>? map = null, Action<WebApplicationBuilder>? add = null)
    {
        var builder = Builder(configuration);
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        add?.Invoke(builder);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestService(app);
    }

    public HttpClient Client(string? token = null, string? cookie = null)
    {
        var client = _app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (cookie is not null)
        {
            client.DefaultRequestHeaders.Add("Cookie", $"lab-session={cookie}");
        }

        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
