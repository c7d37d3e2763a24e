using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Embedded.Tests.Page;

public sealed class PageStreamTests : IAsyncLifetime
{
    private readonly PageApplication app = new();
    private HttpClient program = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync();
        program = app.CreateProgram();
    }

    public ValueTask DisposeAsync()
    {
        program.Dispose();
        return app.DisposeAsync();
    }

    [Fact]
    public async Task Resources_come_as_a_snapshot_and_then_as_they_change()
    {
        await app.RunAsync("server");
        await using var events = ReadAsync("/api/resources/stream").GetAsyncEnumerator(Token);

        var snapshot = await NextAsync(events, "snapshot");
        snapshot.EnumerateArray().Select(resource => resource.GetProperty("name").GetString()).ShouldBe(["db-password", "server", "web"]);
        snapshot[1].GetProperty("state").GetString().ShouldBe("Running");

        await app.PublishAsync("web", state => state with { State = "Running", HealthReports = PageApplication.Reports(HealthStatus.Unhealthy, "down") });
        var change = await NextAsync(events, "change", data => data.GetProperty("name").GetString() == "web" && data.GetProperty("healthReports").GetArrayLength() > 0 && data.GetProperty("healthReports")[0].GetProperty("reason").GetString() == "down");
        change.GetProperty("health").GetString().ShouldBe("Unhealthy");
    }

    [Fact]
    public async Task A_log_comes_with_what_was_written_before_and_then_as_it_is_written()
    {
        app.Log("web", "before");
        await using var events = ReadAsync("/api/resources/web/logs/stream").GetAsyncEnumerator(Token);
        (await NextAsync(events, "lines"))[0].GetProperty("text").GetString().ShouldEndWith("before");

        app.Log("web", "after");

        (await NextAsync(events, "lines"))[0].GetProperty("text").GetString().ShouldEndWith("after");
    }

    [Fact]
    public async Task Streams_end_when_the_host_stops()
    {
        await using var events = ReadAsync("/api/resources/stream").GetAsyncEnumerator(Token);
        await NextAsync(events, "snapshot");
        var rest = DrainAsync(events);

        await app.Application.StopAsync(Token);

        await rest;
    }

    private static async Task DrainAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        while (await events.MoveNextAsync())
        {
        }
    }

    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<SseItem<string>> events, string type, Func<JsonElement, bool>? wanted = null)
    {
        while (await events.MoveNextAsync())
        {
            var data = JsonDocument.Parse(events.Current.Data).RootElement;
            if (events.Current.EventType == type && wanted?.Invoke(data) != false)
            {
                return data;
            }
        }

        throw new InvalidOperationException($"The stream ended without {type}.");
    }

    private async IAsyncEnumerable<SseItem<string>> ReadAsync(string path)
    {
        using var answer = await program.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Token);
        answer.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        await using var stream = await answer.Content.ReadAsStreamAsync(Token);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Token))
        {
            yield return item;
        }
    }
}
