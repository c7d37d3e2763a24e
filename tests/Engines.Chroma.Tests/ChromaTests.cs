using System.Net.Http.Json;
using System.Text.Json;
using Lab.Engines.Testing;

namespace Lab.Engines.Chroma.Tests;

public sealed class ChromaTests : IDisposable
{
    private readonly EngineHome home = new();
    private readonly HttpClient http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private EngineStart Options => new(typeof(ChromaEngine).Assembly.Location, home.Path, "chroma");

    public void Dispose()
    {
        http.Dispose();
        home.Dispose();
    }

    [Fact]
    public async Task It_finds_the_nearest_vector_and_keeps_it_over_a_stop_and_a_kill()
    {
        var options = Options;
        await using (var first = await StartAsync(options))
        {
            (await http.GetStringAsync(Url(options, "version"), Cancellation)).ShouldBe("\"1.0.0\"");
            await CreateAsync(options);
            (await NearestAsync(options)).ShouldBe("b");
            await first.StopAsync(Cancellation);
        }

        await using (var second = await StartAsync(options))
        {
            (await NearestAsync(options)).ShouldBe("b");
            await second.KillAsync(Cancellation);
        }

        await using var third = await StartAsync(options);
        (await NearestAsync(options)).ShouldBe("b");
    }

    [Fact]
    public async Task The_server_takes_the_engines_place_without_roots_rights_or_the_labs_environment()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs /proc");
        await using var engine = await StartAsync(Options);

        (await File.ReadAllTextAsync($"/proc/{engine.Id}/cmdline", Cancellation)).ShouldContain("cli.mjs");
        (await File.ReadAllTextAsync($"/proc/{engine.Id}/environ", Cancellation)).ShouldNotContain("LAB_");
        var user = (await File.ReadAllLinesAsync($"/proc/{engine.Id}/status", Cancellation)).Single(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        user.Split('\t')[1..].ShouldAllBe(id => id != "0");
    }

    [Fact]
    public async Task Resetting_is_off_unless_it_is_set()
    {
        await using (var engine = await StartAsync(Options))
        {
            (await http.PostAsync(Url(engine.Start, "reset"), null, Cancellation)).IsSuccessStatusCode.ShouldBeFalse();
        }

        await using var other = await StartAsync(Options with { Settings = ["allow_reset=true"] });
        (await http.PostAsync(Url(other.Start, "reset"), null, Cancellation)).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Theory]
    [InlineData("allow_reset", "yes", "true and false")]
    [InlineData("max_payload_size_bytes", "-1", "above 0")]
    [InlineData("port", "1", "allowed are allow_reset and max_payload_size_bytes")]
    public void A_setting_that_is_not_allowed_is_named(string name, string value, string expected) =>
        Should.Throw<EngineException>(() => ChromaConfiguration.Create(8000, "/data", new Dictionary<string, string> { [name] = value }))
            .Message.ShouldContain(expected);

    private async Task<EngineProcess> StartAsync(EngineStart options)
    {
        var engine = EngineProcess.Run(options);
        await engine.WaitForLineAsync("Connect to Chroma at", Cancellation);
        while (!await AnswersAsync(options))
        {
            await Task.Yield();
        }

        return engine;
    }

    private async Task<bool> AnswersAsync(EngineStart options)
    {
        try
        {
            return (await http.GetAsync(Url(options, "heartbeat"), Cancellation)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task CreateAsync(EngineStart options)
    {
        var created = await http.PostAsJsonAsync(Url(options, Collections), new { name = "papers" }, Cancellation);
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetString();
        var added = await http.PostAsJsonAsync(
            Url(options, $"{Collections}/{id}/add"),
            new { ids = new[] { "a", "b" }, embeddings = new[] { new[] { 1.0, 0, 0 }, [0, 1.0, 0] }, documents = new[] { "void", "galaxy" } },
            Cancellation);
        added.EnsureSuccessStatusCode();
    }

    private async Task<string?> NearestAsync(EngineStart options)
    {
        var collection = await http.GetFromJsonAsync<JsonElement>(Url(options, $"{Collections}/papers"), Cancellation);
        var answer = await http.PostAsJsonAsync(
            Url(options, $"{Collections}/{collection.GetProperty("id").GetString()}/query"),
            new { query_embeddings = new[] { new[] { 0.1, 0.9, 0 } }, n_results = 1 },
            Cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("ids")[0][0].GetString();
    }

    private const string Collections = "tenants/default_tenant/databases/default_database/collections";

    private static Uri Url(EngineStart options, string path) => new($"http://127.0.0.1:{options.Port}/api/v2/{path}");
}
