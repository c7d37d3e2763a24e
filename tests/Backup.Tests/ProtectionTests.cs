using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Lab.ServiceDefaults.Databases;
using Lab.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Backup.Tests;

public sealed class ProtectionTests(PostgresServer server)
{
    [Fact]
    public async Task The_policies_are_those_of_the_lab_file_with_their_next_runs()
    {
        await using var backup = Start();

        var policies = (await backup.CreateClientAs("reader").GetFromJsonAsync<JsonElement[]>("/policies", TestContext.Current.CancellationToken))!;

        policies.Select(p => p.GetProperty("source").GetString()).ShouldBe(["proj-pg01", "proj-pg02", "mongodb", "dragonfly", "milvus", "chroma", "neo4j", "research-data"]);
        var first = policies[0];
        first.GetProperty("schedule").GetProperty("backup").GetString().ShouldBe("09:00:00");
        first.GetProperty("schedule").GetProperty("continuous").GetString().ShouldBe("write-ahead-log");
        first.GetProperty("schedule").GetProperty("nextRun").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UtcNow);
        first.GetProperty("retention").GetProperty("onSite").GetString().ShouldBe("7 days");
        first.GetProperty("objectives").GetProperty("rpoSeconds").GetDouble().ShouldBe(15 * 60);
        first.GetProperty("objectives").GetProperty("rtoFrom").GetString().ShouldBe("on-site");
    }

    [Fact]
    public async Task Without_a_backup_the_objective_is_not_met_and_says_why()
    {
        await using var backup = Start();

        var system = await GetAsync(backup, "proj-pg01");

        system.GetProperty("newestBackup").ValueKind.ShouldBe(JsonValueKind.Null);
        system.GetProperty("rpo").GetProperty("met").GetBoolean().ShouldBeFalse();
        system.GetProperty("rpo").GetProperty("objectiveSeconds").GetDouble().ShouldBe(15 * 60);
        system.GetProperty("rpo").GetProperty("reason").GetString()!.ShouldStartWith("There is no backup yet");
    }

    [Fact]
    public async Task The_newest_recovery_point_of_what_succeeded_counts()
    {
        await using var backup = Start();
        await AddAsync(backup, "proj-pg02", "succeeded", hoursAgo: 30);
        await AddAsync(backup, "proj-pg02", "succeeded", hoursAgo: 20);
        await AddAsync(backup, "proj-pg02", "failed", hoursAgo: 1);
        await AddAsync(backup, "mongodb", "succeeded", hoursAgo: 30);

        var fresh = await GetAsync(backup, "proj-pg02");
        var old = await GetAsync(backup, "mongodb");

        fresh.GetProperty("rpo").GetProperty("met").GetBoolean().ShouldBeTrue();
        fresh.GetProperty("rpo").GetProperty("reason").GetString().ShouldBe("The newest recovery point is 20 hours old, within the objective of 24 hours.");
        fresh.GetProperty("newestBackup").GetProperty("kind").GetString().ShouldBe("full");
        old.GetProperty("rpo").GetProperty("met").GetBoolean().ShouldBeFalse();
        old.GetProperty("rpo").GetProperty("reason").GetString().ShouldBe("The newest recovery point is 30 hours old, more than the objective of 24 hours.");
    }

    [Fact]
    public async Task What_the_lab_does_not_back_up_is_not_found()
    {
        await using var backup = Start();

        var response = await backup.CreateClientAs("reader").GetAsync("/systems/oracle", TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("research-data");
    }

    private ServiceFactory<Program> Start() => new(server, "backupdb");

    private static Task<JsonElement> GetAsync(ServiceFactory<Program> backup, string name) =>
        backup.CreateClientAs("reader").GetFromJsonAsync<JsonElement>($"/systems/{name}", TestContext.Current.CancellationToken);

    private static async Task AddAsync(ServiceFactory<Program> backup, string source, string state, int hoursAgo)
    {
        await using var connection = await backup.Services.GetRequiredService<ServiceDatabase>().OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            """
            insert into backup (id, source, kind, state, started_at, finished_at, recovery_point, size_bytes)
            values (gen_random_uuid(), @source, 'full', @state, now() - @ago, now() - @ago, now() - @ago, 1)
            """,
            new { source, state, ago = TimeSpan.FromHours(hoursAgo) });
    }
}
