using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Lab.Model;
using Lab.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Catalog.Tests;

public sealed class SystemsTests(PostgresServer server)
{
    [Fact]
    public async Task All_declared_systems_are_listed_in_their_order()
    {
        await using var catalog = Start();
        var lab = catalog.Services.GetRequiredService<LabDeclaration>();

        var systems = await ListAsync(catalog);

        systems.Select(s => s.GetProperty("name").GetString()).ShouldBe(lab.Systems.Select(s => s.Name));
    }

    [Fact]
    public async Task A_running_PostgreSQL_tells_version_start_size_and_databases()
    {
        await using var catalog = Start();

        var system = await GetAsync(catalog, "proj-pg02");

        system.GetProperty("declared").GetProperty("version").GetString().ShouldBe("16");
        system.GetProperty("declared").GetProperty("workload").GetString().ShouldBe("mixed");
        var live = system.GetProperty("live");
        live.GetProperty("state").GetString().ShouldBe("reachable");
        var facts = live.GetProperty("facts");
        facts.GetProperty("version").GetString().ShouldStartWith("16.");
        facts.GetProperty("upSince").GetDateTimeOffset().ShouldBeLessThan(DateTimeOffset.UtcNow);
        facts.GetProperty("sizeBytes").GetInt64().ShouldBeGreaterThan(1_000_000);
        facts.GetProperty("databases").EnumerateArray().Select(d => d.GetProperty("name").GetString()).ShouldContain("postgres");
    }

    [Fact]
    public async Task A_system_that_is_away_says_why_and_tells_no_password()
    {
        await using var catalog = Start(("ConnectionStrings:proj-pg01", "Host=127.0.0.1;Port=1;Username=u;Password=hush"), ("ConnectionStrings:neo4j", "Endpoint=http://127.0.0.1:1;Username=neo4j;Password=hush"), ("ConnectionStrings:milvus", "Endpoint=http://127.0.0.1:1;Key=root:hush"));

        var systems = await ListAsync(catalog);

        foreach (var name in new[] { "proj-pg01", "neo4j", "milvus" })
        {
            var live = Named(systems, name).GetProperty("live");
            live.GetProperty("state").GetString().ShouldBe("unreachable");
            live.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        }

        JsonSerializer.Serialize(systems).ShouldNotContain("hush");
        Named(systems, "chroma").GetProperty("live").GetProperty("reason").GetString().ShouldBe("ConnectionStrings__chroma is not set.");
    }

    [Fact]
    public async Task A_system_that_is_not_available_says_why_and_is_not_asked()
    {
        await using var catalog = Start(("ConnectionStrings:neo4j", "Endpoint=http://localhost:9;Username=n;Password=p"), ("Lab:NotAvailable:neo4j", "no container runtime is installed"));

        var live = (await GetAsync(catalog, "neo4j")).GetProperty("live");

        live.GetProperty("state").GetString().ShouldBe("unreachable");
        live.GetProperty("reason").GetString().ShouldBe("The system is not available: no container runtime is installed.");
    }

    [Fact]
    public async Task A_system_that_never_answers_delays_the_list_by_no_more_than_its_time()
    {
        using var silent = new SilentServer();
        await using var catalog = Start(
            ("ConnectionStrings:proj-pg01", $"Host=127.0.0.1;Port={silent.Port};Username=u;Password=p"),
            ("ConnectionStrings:dragonfly", $"127.0.0.1:{silent.Port},password=p"),
            ("ConnectionStrings:chroma", $"Endpoint=http://127.0.0.1:{silent.Port}"),
            ("ConnectionStrings:mongodb", $"mongodb://127.0.0.1:{silent.Port}"));

        var systems = await ListAsync(catalog);

        foreach (var name in new[] { "proj-pg01", "dragonfly", "chroma", "mongodb" })
        {
            Named(systems, name).GetProperty("live").GetProperty("state").GetString().ShouldBe("unreachable", name);
        }

        Named(systems, "chroma").GetProperty("live").GetProperty("reason").GetString().ShouldBe("No answer within 5 s.");
        Named(systems, "proj-pg02").GetProperty("live").GetProperty("state").GetString().ShouldBe("reachable");
    }

    [Fact]
    public async Task Chroma_is_asked_by_its_own_api()
    {
        await using var chroma = await ChromaDouble.StartAsync();
        await using var catalog = Start(("ConnectionStrings:chroma", $"Endpoint={chroma.Address}"));

        var facts = (await GetAsync(catalog, "chroma")).GetProperty("live").GetProperty("facts");

        facts.GetProperty("version").GetString().ShouldBe("1.0.0");
        facts.GetProperty("databases")[0].GetProperty("name").GetString().ShouldBe("default_database");
        facts.GetProperty("details").GetProperty("default_database.collections").GetString().ShouldBe("3");
    }

    [Fact]
    public async Task What_a_system_said_last_is_kept_while_it_is_away()
    {
        var chroma = await ChromaDouble.StartAsync();
        await using var catalog = Start(("ConnectionStrings:chroma", $"Endpoint={chroma.Address}"));
        (await GetAsync(catalog, "chroma")).GetProperty("lastReachable").ValueKind.ShouldBe(JsonValueKind.Null);

        await chroma.DisposeAsync();

        var system = await GetAsync(catalog, "chroma");
        system.GetProperty("live").GetProperty("state").GetString().ShouldBe("unreachable");
        system.GetProperty("lastReachable").GetProperty("facts").GetProperty("version").GetString().ShouldBe("1.0.0");
    }

    [Fact]
    public async Task A_system_that_is_not_declared_is_not_found()
    {
        await using var catalog = Start();

        var response = await catalog.CreateClientAs("reader").GetAsync("/systems/oracle", TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("proj-pg01");
    }

    private ServiceFactory<Program> Start(params (string, string)[] systems) =>
        new(server, "catalogdb", [("ConnectionStrings:proj-pg02", server.ConnectionString()), .. systems]);

    private static async Task<JsonElement[]> ListAsync(ServiceFactory<Program> catalog) =>
        (await catalog.CreateClientAs("reader").GetFromJsonAsync<JsonElement[]>("/systems", TestContext.Current.CancellationToken))!;

    private static Task<JsonElement> GetAsync(ServiceFactory<Program> catalog, string name) =>
        catalog.CreateClientAs("reader").GetFromJsonAsync<JsonElement>($"/systems/{name}", TestContext.Current.CancellationToken);

    private static JsonElement Named(JsonElement[] systems, string name) => systems.Single(s => s.GetProperty("name").GetString() == name);
}
