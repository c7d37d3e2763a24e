using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Lab.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.ServiceDefaults.Tests;

public sealed class DefaultEndpointTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    public async Task Machines_and_visitors_need_no_token_for(string path)
    {
        await using var service = await TestService.StartAsync();

        (await service.Client().GetAsync(path, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_that_is_not_ready_is_still_alive_and_says_why()
    {
        await using var service = await TestService.StartAsync(add: builder =>
            builder.Services.AddHealthChecks().AddCheck("telescope", () => HealthCheckResult.Unhealthy("The dome is closed.")));

        var health = await service.Client().GetAsync("/health", TestContext.Current.CancellationToken);
        var alive = await service.Client().GetAsync("/alive", TestContext.Current.CancellationToken);

        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await health.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("The dome is closed.");
        alive.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Metrics_are_those_of_Prometheus()
    {
        await using var service = await TestService.StartAsync();
        await service.Client().GetAsync("/", TestContext.Current.CancellationToken);

        (await service.Client().GetStringAsync("/metrics", TestContext.Current.CancellationToken)).ShouldContain("# TYPE http_server_request_duration_seconds histogram");
    }

    [Fact]
    public async Task The_document_names_the_bearer_scheme_where_a_token_is_needed()
    {
        await using var service = await TestService.StartAsync(app => app.MapGet("/stars", () => "").RequireReader());

        var document = await service.Client().GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);

        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString().ShouldBe("bearer");
        document.GetProperty("paths").GetProperty("/stars").GetProperty("get").GetProperty("security")[0].TryGetProperty("bearer", out _).ShouldBeTrue();
        document.GetProperty("paths").GetProperty("/login").GetProperty("post").TryGetProperty("security", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/health")]
    public async Task Every_answer_carries_secure_headers(string path)
    {
        await using var service = await TestService.StartAsync();

        var headers = (await service.Client().GetAsync(path, TestContext.Current.CancellationToken)).Headers;

        headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task The_start_page_escapes_what_it_shows()
    {
        await using var service = await TestService.StartAsync(app => app.MapGet("/a<script>b", () => "").RequireReader());

        (await service.Client().GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldNotContain("<script>");
    }
}
