using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Lab.ServiceDefaults.Databases;
using Lab.ServiceDefaults.Problems;
using Lab.Testing;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace Lab.ServiceDefaults.Tests.Problems;

public sealed class ProblemTests
{
    [Theory]
    [InlineData("/missing", 404)]
    [InlineData("/nowhere", 404)]
    [InlineData("/conflict", 409)]
    [InlineData("/unprocessable", 422)]
    [InlineData("/number?value=ten", 400)]
    [InlineData("/throws", 500)]
    [InlineData("/not-ready", 503)]
    [InlineData("/no-database", 503)]
    public async Task Every_error_is_answered_with_problem_details(string path, int status)
    {
        await using var service = await StartAsync();

        var response = await service.Client(LabKey.Token("reader")).GetAsync(path, TestContext.Current.CancellationToken);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("instance").GetString().ShouldBe(path.Split('?')[0]);
    }

    [Fact]
    public async Task A_failure_tells_neither_its_text_nor_its_stack()
    {
        await using var service = await StartAsync();

        var response = await service.Client(LabKey.Token("reader")).GetAsync("/throws", TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        text.ShouldNotContain("Password=");
        text.ShouldNotContain(" at ");
        text.ShouldNotContain("Exception");
        text.ShouldContain("traceId");
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_the_callers_mistake()
    {
        await using var service = await StartAsync();
        using var body = new StringContent("{", Encoding.UTF8, "application/json");

        (await service.Client(LabKey.Token("reader")).PostAsync(new Uri("/body", UriKind.Relative), body, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_database_that_is_away_asks_to_try_again()
    {
        await using var service = await StartAsync();

        var response = await service.Client(LabKey.Token("reader")).GetAsync("/no-database", TestContext.Current.CancellationToken);

        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    private static Task<TestService> StartAsync() => TestService.StartAsync(app =>
    {
        app.MapGet("/missing", () => Problem.NotFound("There is none."));
        app.MapGet("/conflict", () => Problem.Conflict("It is running already."));
        app.MapGet("/unprocessable", () => Problem.Unprocessable("It cannot be."));
        app.MapGet("/number", (int value) => value);
        app.MapPost("/body", (Dictionary<string, string> body) => body);
        app.MapGet("/throws", string () => throw new InvalidOperationException("Host=db;Password=hush"));
        app.MapGet("/not-ready", string () => throw new DatabaseNotReadyException("Not yet."));
        app.MapGet("/no-database", string () => throw new NpgsqlException("Failed to connect", new SocketException()));
    });
}
