using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Lab.Embedded.Tests.Builders;

public sealed class HealthTests : IDisposable
{
    private readonly DeclaredApplication application = DeclaredApplication.ToRun();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => application.Dispose();

    [Fact]
    public async Task A_get_that_answers_as_expected_is_healthy()
    {
        await using var server = await StartAsync(HttpStatusCode.OK);
        var web = Web(server.Port).WithHttpHealthCheck("/health");

        (await CheckAsync(web.Resource)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_get_that_answers_otherwise_is_unhealthy_and_says_what_it_answered()
    {
        await using var server = await StartAsync(HttpStatusCode.ServiceUnavailable);

        var entry = await CheckAsync(Web(server.Port).WithHttpHealthCheck("/health").Resource);

        entry.Status.ShouldBe(HealthStatus.Unhealthy);
        entry.Description.ShouldBe($"GET http://localhost:{server.Port}/health answered 503, expected 200.");
    }

    [Fact]
    public async Task Another_code_can_be_the_expected_one()
    {
        await using var server = await StartAsync(HttpStatusCode.Unauthorized);

        (await CheckAsync(Web(server.Port).WithHttpHealthCheck("/", 401).Resource)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unhealthy()
    {
        (await CheckAsync(Web(ClosedPort()).WithHttpHealthCheck().Resource)).Status.ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task Databases_that_are_not_there_are_unhealthy_and_say_why()
    {
        var port = ClosedPort();
        var postgres = application.Builder.AddPostgres("pg").AddDatabase("db").Resource;
        var redis = application.Builder.AddRedis("redis").Resource;
        var mongo = application.Builder.AddMongoDB("mongo").Resource;
        DeclaredApplication.Allocate(postgres.Parent, port);
        DeclaredApplication.Allocate(redis, port);
        DeclaredApplication.Allocate(mongo, port);

        foreach (var resource in new IResource[] { postgres.Parent, postgres, redis, mongo })
        {
            var entry = await CheckAsync(resource);
            entry.Status.ShouldBe(HealthStatus.Unhealthy);
            entry.Description.ShouldNotBeNullOrEmpty();
            entry.Description.Split('\n').Length.ShouldBe(1);
        }
    }

    [Fact]
    public void Https_is_asked_before_http()
    {
        var web = application.Builder.AddContainer("web", "image").WithHttpEndpoint().WithHttpsEndpoint().WithHttpHealthCheck("/health", 204);

        web.Resource.Annotations.OfType<HealthCheckAnnotation>().Single().Key.ShouldBe("web_https_/health_204_check");
    }

    [Theory]
    [InlineData(null, "Could not create HTTP health check for resource 'web' as no endpoint was found matching one of the specified names: https, http")]
    [InlineData("absent", "Could not create HTTP health check for resource 'web' as no endpoint was found matching one of the specified names: absent")]
    [InlineData("bolt", "Could not create HTTP health check for resource 'web' as the endpoint with name 'bolt' and scheme 'bolt' is not an HTTP endpoint.")]
    public void What_does_not_speak_http_is_refused(string? endpointName, string message)
    {
        var web = application.Builder.AddContainer("web", "image").WithEndpoint(scheme: "bolt");

        Should.Throw<DistributedApplicationException>(() => web.WithHttpHealthCheck(endpointName: endpointName)).Message.ShouldBe(message);
    }

    [Fact]
    public void A_check_is_given_once() =>
        Should.Throw<DistributedApplicationException>(() => application.Builder.AddContainer("c", "image").WithHealthCheck("a").WithHealthCheck("a")).Message.ShouldBe(
            "Resource 'c' already has a health check with key 'a'.");

    [Fact]
    public async Task An_external_service_is_asked_at_its_address()
    {
        await using var server = await StartAsync(HttpStatusCode.OK);
        var service = application.Builder.AddExternalService("there", $"http://localhost:{server.Port}/").WithHttpHealthCheck("alive");

        (await CheckAsync(service.Resource)).Status.ShouldBe(HealthStatus.Healthy);
        server.Paths.ShouldBe(["/alive"]);
    }

    [Theory]
    [InlineData("ftp://example.org/", null)]
    [InlineData("https://example.org/", "https://elsewhere.org/")]
    public void An_external_service_that_cannot_be_asked_is_refused(string url, string? path) =>
        Should.Throw<ArgumentException>(() => application.Builder.AddExternalService("there", url).WithHttpHealthCheck(path));

    [Fact]
    public async Task A_command_sends_its_request()
    {
        await using var server = await StartAsync(HttpStatusCode.OK);
        var web = Web(server.Port).WithHttpCommand("/clear?all=1", "Clear", commandOptions: new HttpCommandOptions { Method = HttpMethod.Put });
        var command = web.Resource.Annotations.OfType<ResourceCommandAnnotation>().ShouldHaveSingleItem();

        var result = await ExecuteAsync(command);

        command.Name.ShouldBe("web-http-http-put-/clear?all=1");
        result.Success.ShouldBeTrue();
        server.Paths.ShouldBe(["/clear?all=1"]);
    }

    [Fact]
    public async Task A_command_that_is_refused_says_so()
    {
        await using var server = await StartAsync(HttpStatusCode.Conflict);
        var web = Web(server.Port).WithHttpCommand("/clear", "Clear", commandName: "clear");

        var result = await ExecuteAsync(web.Resource.Annotations.OfType<ResourceCommandAnnotation>().Single());

        (result.Success, result.ErrorMessage).ShouldBe((false, "Request failed with status code Conflict"));
    }

    [Fact]
    public void A_command_takes_the_place_of_one_of_its_name()
    {
        var resource = application.Builder.AddContainer("c", "image")
            .WithCommand("a", "First", _ => Task.FromResult(CommandResults.Success()))
            .WithCommand("a", "Second", _ => Task.FromResult(CommandResults.Success()), new CommandOptions { ConfirmationMessage = "Sure?" }).Resource;

        var command = resource.Annotations.OfType<ResourceCommandAnnotation>().ShouldHaveSingleItem();
        (command.DisplayName, command.ConfirmationMessage).ShouldBe(("Second", "Sure?"));
    }

    /// <summary>Runs the one health check of a resource.</summary>
    internal static async Task<HealthReportEntry> CheckAsync(DeclaredApplication application, IResource resource)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet();
        await using var services = application.Builder.Services.BuildServiceProvider();
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => keys.Contains(check.Name), Cancellation);
        return report.Entries.ShouldHaveSingleItem().Value;
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<WebServer> StartAsync(HttpStatusCode answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var paths = new List<string>();
        var web = builder.Build();
        web.Run(context =>
        {
            paths.Add($"{context.Request.Path}{context.Request.QueryString}");
            context.Response.StatusCode = (int)answer;
            return Task.CompletedTask;
        });
        await web.StartAsync(Cancellation);
        return new WebServer(web, new Uri(web.Urls.Single()).Port, paths);
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(ResourceCommandAnnotation command)
    {
        await using var services = application.Builder.Services.BuildServiceProvider();
        return await command.ExecuteCommand(new ExecuteCommandContext { ResourceName = "web", Services = services, CancellationToken = Cancellation });
    }

    private Task<HealthReportEntry> CheckAsync(IResource resource) => CheckAsync(application, resource);

    private IResourceBuilder<ContainerResource> Web(int port)
    {
        var web = application.Builder.AddContainer("web", "image").WithHttpEndpoint();
        DeclaredApplication.Allocate(web.Resource, port);
        return web;
    }

    private sealed record WebServer(WebApplication Application, int Port, List<string> Paths) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Application.DisposeAsync();
    }
}
