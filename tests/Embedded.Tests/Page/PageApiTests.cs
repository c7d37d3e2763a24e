using System.Net;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Embedded.Tests.Page;

public sealed class PageApiTests : IAsyncLifetime
{
    private readonly PageApplication app = new();
    private readonly List<string> executed = [];
    private HttpClient program = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app.Web.WithParentRelationship(app.Server.Resource);
        app.Web.WithCommand("greet", "Greet", context =>
        {
            executed.Add(context.ResourceName);
            return Task.FromResult(CommandResults.Success());
        });
        app.Web.WithCommand("fail", "Fail", _ => Task.FromResult(CommandResults.Failure($"no access with {PageApplication.Password}")));
        app.Web.WithCommand("later", "Later", _ => Task.FromResult(CommandResults.Success()), new CommandOptions { UpdateState = _ => ResourceCommandState.Disabled });
        await app.StartAsync();
        program = app.CreateProgram();
    }

    public ValueTask DisposeAsync()
    {
        program.Dispose();
        return app.DisposeAsync();
    }

    [Fact]
    public async Task Resources_are_listed_in_the_order_of_the_AppHost_with_what_is_known_of_them()
    {
        await app.PublishAsync("web", state => state with
        {
            State = "Running",
            StartTimeStamp = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Urls = [new("http", "http://localhost:1234", IsInternal: false)],
            HealthReports = PageApplication.Reports(HealthStatus.Degraded, "slow"),
        });

        var all = (await GetAsync("/api/resources")).EnumerateArray().ToArray();

        all.Select(resource => resource.GetProperty("name").GetString()).ShouldBe(["db-password", "server", "web"]);
        var web = all[2];
        web.GetProperty("state").GetString().ShouldBe("Running");
        web.GetProperty("health").GetString().ShouldBe("Degraded");
        web.GetProperty("healthReports")[0].GetProperty("reason").GetString().ShouldBe("slow");
        web.GetProperty("urls")[0].GetProperty("url").GetString().ShouldBe("http://localhost:1234");
        web.GetProperty("startedAt").GetDateTime().ShouldBe(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        web.GetProperty("parent").GetString().ShouldBe("server");
        web.GetProperty("commands").EnumerateArray().Select(command => command.GetProperty("name").GetString()).ShouldBe(["greet", "fail", "later"]);
    }

    [Fact]
    public async Task Hidden_resources_are_listed_on_demand()
    {
        await app.PublishAsync("web", state => state with { IsHidden = true });

        (await GetAsync("/api/resources")).GetArrayLength().ShouldBe(2);
        (await GetAsync("/api/resources?hidden=true")).GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Secrets_and_connection_strings_never_leave()
    {
        var escaped = Uri.EscapeDataString(PageApplication.Password);
        await app.PublishAsync("web", state => state with
        {
            State = "Running",
            HealthReports = PageApplication.Reports(HealthStatus.Unhealthy, $"login with {PageApplication.Password} failed"),
            Urls = [new("tcp", $"tcp://user:{escaped}@localhost:1", IsInternal: false)],
            Properties = [new("plain", 12), new("token", "abc") { IsSensitive = true }, new(CustomResourceKnownProperties.ConnectionString, "Host=somewhere")],
            EnvironmentVariables =
            [
                new("PLAIN", "value", true),
                new("DB_PASSWORD", PageApplication.Password, true),
                new("DB_URI", $"postgres://user:{escaped}@localhost", true),
                new("ConnectionStrings__db", "Host=somewhere", true),
            ],
        });
        app.Log("web", $"connecting with {PageApplication.Password}");

        var text = await program.GetStringAsync("/api/resources/web", Token)
            + await program.GetStringAsync("/api/resources", Token)
            + await program.GetStringAsync("/api/resources/web/logs", Token);

        text.ShouldNotContain(PageApplication.Password);
        text.ShouldNotContain(escaped);
        text.ShouldNotContain("Host=somewhere");
        text.ShouldNotContain("abc");
        var web = await GetAsync("/api/resources/web");
        Facts(web, "environment").ShouldBe(["ConnectionStrings__db=masked", "DB_PASSWORD=masked", "DB_URI=masked", "PLAIN=value"]);
        Facts(web, "properties").ShouldBe(["plain=12", "token=masked", $"{CustomResourceKnownProperties.ConnectionString}=masked"]);
    }

    [Fact]
    public async Task A_command_is_executed()
    {
        (await PostAsync("web", "greet")).Status.ShouldBe(HttpStatusCode.OK);

        executed.ShouldBe(["web"]);
    }

    [Theory]
    [InlineData("web", "later", HttpStatusCode.Conflict, "Command 'later' cannot be executed while the state of 'web' is 'Running'.")]
    [InlineData("web", "nothing", HttpStatusCode.NotFound, "Resource 'web' has no command 'nothing'; it has: greet, fail, later.")]
    [InlineData("server", "greet", HttpStatusCode.NotFound, "Resource 'server' has no command 'greet'; it has none.")]
    [InlineData("nobody", "greet", HttpStatusCode.NotFound, "No resource is named 'nobody'.")]
    [InlineData("web", "fail", HttpStatusCode.InternalServerError, "no access with ••••••")]
    public async Task A_command_that_cannot_be_executed_says_why(string resource, string command, HttpStatusCode status, string reason)
    {
        await app.RunAsync("web");

        var (actual, detail) = await PostAsync(resource, command);

        actual.ShouldBe(status);
        detail.ShouldBe(reason);
    }

    [Fact]
    public async Task Logs_are_text_or_JSON_whole_or_their_end()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            app.Log("web", $"line {number}");
        }

        (await program.GetStringAsync("/api/resources/web/logs?tail=2", Token)).Split('\n').Select(line => line.Split(' ', 2)[^1]).ShouldBe(["line 4", "line 5", ""]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/resources/web/logs") { Headers = { Accept = { new("application/json") } } };
        var lines = await PageApplication.JsonAsync(await program.SendAsync(request, Token));
        lines.EnumerateArray().Select(line => line.GetProperty("text").GetString()!.Split(' ', 2)[1]).TakeLast(5).ShouldBe(["line 1", "line 2", "line 3", "line 4", "line 5"]);
    }

    [Theory]
    [InlineData("/api/resources/web/logs?tail=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/resources/web/logs?tail=many", HttpStatusCode.BadRequest)]
    [InlineData("/api/resources/nobody", HttpStatusCode.NotFound)]
    [InlineData("/api/resources/nobody/logs", HttpStatusCode.NotFound)]
    [InlineData("/api/resources/nobody/logs/stream", HttpStatusCode.NotFound)]
    [InlineData("/api/nothing", HttpStatusCode.NotFound)]
    public async Task A_wrong_request_gets_problem_details(string path, HttpStatusCode status)
    {
        var answer = await program.GetAsync(path, Token);

        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task The_application_has_a_name() =>
        (await GetAsync("/api/application")).GetProperty("name").GetString().ShouldNotBeNullOrEmpty();

    private static string[] Facts(JsonElement resource, string list) =>
    [
        .. resource.GetProperty(list).EnumerateArray().Select(fact =>
            $"{fact.GetProperty("name").GetString()}={(fact.GetProperty("masked").GetBoolean() ? "masked" : fact.GetProperty("value").GetString())}"),
    ];

    private async Task<JsonElement> GetAsync(string path) => await PageApplication.JsonAsync(await program.GetAsync(path, Token));

    private async Task<(HttpStatusCode Status, string? Detail)> PostAsync(string resource, string command)
    {
        var answer = await program.PostAsync($"/api/resources/{resource}/commands/{command}", content: null, Token);
        var body = await PageApplication.JsonAsync(answer);
        return (answer.StatusCode, body.TryGetProperty("detail", out var detail) ? detail.GetString() : null);
    }
}
