using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Lab.Hosting.Embedded.Page;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Embedded.Tests.Page;

/// <summary>An application whose resources are what a test publishes of them, with its page.</summary>
public sealed class PageApplication : IAsyncDisposable
{
    public const string Password = "s3cret/pass word";

    private readonly IDistributedApplicationTestingBuilder builder;
    private readonly Lazy<DistributedApplication> application;

    public PageApplication(params string[] args)
    {
        builder = DistributedApplicationTestingBuilder.Create(["--Lab:Page:Enabled=true", $"--Parameters:db-password={Password}", .. args]);
        builder.AddParameter("db-password", secret: true);
        Server = builder.AddResource(new ShownResource("server"));
        Web = builder.AddResource(new ShownResource("web"));
        application = new(builder.Build);
    }

    internal IDistributedApplicationTestingBuilder Builder => builder;

    internal IResourceBuilder<ShownResource> Server { get; }

    internal IResourceBuilder<ShownResource> Web { get; }

    public DistributedApplication Application => application.Value;

    public string Home => builder.Configuration["Lab:Home"]!;

    internal ResourcesPage Page => Application.Services.GetRequiredService<ResourcesPage>();

    public Uri Address => Page.Address!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task StartAsync() => Application.StartAsync(Token);

    public async Task PublishAsync(string name, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        // A resource that begins to run forgets its earlier health: what is said of the health of this run comes after.
        await Application.ResourceNotifications.PublishUpdateAsync(Resource(name), state => state with { State = change(state).State });
        await Application.ResourceNotifications.PublishUpdateAsync(Resource(name), change);
    }

    public Task RunAsync(string name) => PublishAsync(name, state => state with { State = "Running", StartTimeStamp = DateTime.UtcNow });

    public void Log(string name, string line) =>
        Application.Services.GetRequiredService<ResourceLoggerService>().Log(name).Write(line, isError: false);

    /// <summary>A client that keeps cookies and brings nothing.</summary>
    public HttpClient CreateClient() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>A client that brings the key.</summary>
    public HttpClient CreateProgram()
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(Path.Combine(Home, "page.key")).Trim());
        return client;
    }

    /// <summary>A client that has logged in as a browser does.</summary>
    public async Task<HttpClient> CreateBrowserAsync()
    {
        var client = CreateClient();
        (await client.GetAsync(Page.CreateLoginLink(), Token)).EnsureSuccessStatusCode();
        return client;
    }

    public static ImmutableArray<HealthReportSnapshot> Reports(HealthStatus status, string reason) => [new("check", status, reason, null)];

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement;

    public async ValueTask DisposeAsync()
    {
        if (application.IsValueCreated)
        {
            await Application.StopAsync(CancellationToken.None);
        }

        await builder.DisposeAsync();
    }

    private IResource Resource(string name) => builder.Resources.Single(resource => resource.Name == name);
}
