using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Lab.Testing;

namespace Lab.Tuning.Tests;

public sealed class SettingsTests(PostgresServer server)
{
    [Fact]
    public async Task A_servers_settings_stand_beside_the_recommendation_and_its_reason()
    {
        await using var tuning = Start();

        var settings = await SettingsAsync(tuning, "proj-pg02");

        var buffers = Named(settings, "shared_buffers");
        buffers.GetProperty("value").GetString().ShouldNotBeNullOrEmpty();
        buffers.GetProperty("unit").GetString().ShouldBe("8kB");
        buffers.GetProperty("source").GetString().ShouldNotBeNullOrEmpty();
        buffers.GetProperty("recommended").GetString().ShouldBe("4096MB");
        buffers.GetProperty("agrees").GetBoolean().ShouldBeFalse();
        buffers.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        settings.GetProperty("sizedFor").GetProperty("basis").GetString().ShouldBe("declared");
    }

    [Fact]
    public async Task The_recommendation_fits_the_machine_that_the_AppHost_names()
    {
        await using var tuning = Start(("Lab:Machine:Cores", "2"), ("Lab:Machine:MemoryBytes", "8589934592"));

        var settings = await SettingsAsync(tuning, "proj-pg02");

        settings.GetProperty("sizedFor").GetProperty("basis").GetString().ShouldBe("machine");
        settings.GetProperty("sizedFor").GetProperty("cores").GetInt32().ShouldBe(2);
        Named(settings, "shared_buffers").GetProperty("recommended").GetString().ShouldNotBe("4096MB");
    }

    [Fact]
    public async Task Secrets_among_the_settings_are_not_shown()
    {
        await using var tuning = Start();

        var settings = await SettingsAsync(tuning, "proj-pg02", all: true);

        Names(settings).ShouldContain("TimeZone");
        Names(settings).ShouldNotContain("primary_conninfo");
        Names(settings).ShouldNotContain("archive_command");
    }

    [Fact]
    public async Task A_changed_setting_shows_as_drift_with_both_values_and_when()
    {
        await using var tuning = Start();
        await SettingsAsync(tuning, "proj-pg02");
        (await ChangesAsync(tuning)).ShouldBeEmpty();

        await AlterAsync("alter system set log_min_duration_statement = '12345ms'");
        try
        {
            await WaitForAsync(async () => Named(await SettingsAsync(tuning, "proj-pg02", all: true), "log_min_duration_statement").GetProperty("value").GetString() == "12345");
            var change = (await ChangesAsync(tuning)).Single();

            change.GetProperty("name").GetString().ShouldBe("log_min_duration_statement");
            change.GetProperty("from").GetString().ShouldBe("-1");
            change.GetProperty("to").GetString().ShouldBe("12345");
            change.GetProperty("unit").GetString().ShouldBe("ms");
            change.GetProperty("after").GetDateTime().ShouldBeLessThan(change.GetProperty("seenAt").GetDateTime());
        }
        finally
        {
            await AlterAsync("alter system reset log_min_duration_statement");
        }
    }

    [Fact]
    public async Task The_list_counts_what_agrees_and_says_which_server_is_away()
    {
        await using var tuning = Start(("ConnectionStrings:proj-pg01", "Host=127.0.0.1;Port=1;Username=u;Password=hush"));

        var servers = (await tuning.CreateClientAs("reader").GetFromJsonAsync<JsonElement[]>("/servers", TestContext.Current.CancellationToken))!;

        servers.Select(s => s.GetProperty("name").GetString()).ShouldBe(["proj-pg01", "proj-pg02"]);
        servers[0].GetProperty("reachable").GetBoolean().ShouldBeFalse();
        servers[0].GetProperty("reason").GetString()!.ShouldContain("Failed to connect");
        servers[1].GetProperty("reachable").GetBoolean().ShouldBeTrue();
        servers[1].GetProperty("agreeing").GetInt32().ShouldBeInRange(1, servers[1].GetProperty("recommended").GetInt32());
        JsonSerializer.Serialize(servers).ShouldNotContain("hush");
    }

    [Theory]
    [InlineData("/servers/oracle/settings", HttpStatusCode.NotFound)]
    [InlineData("/servers/mongodb/settings", HttpStatusCode.NotFound)]
    [InlineData("/servers/oracle/changes", HttpStatusCode.NotFound)]
    [InlineData("/servers/proj-pg01/settings", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/servers/proj-pg02/settings?all=perhaps", HttpStatusCode.BadRequest)]
    [InlineData("/servers/proj-pg02/changes?since=yesterday", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_answered_says_so(string path, HttpStatusCode expected)
    {
        await using var tuning = Start();

        var response = await tuning.CreateClientAs("reader").GetAsync(path, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(expected);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    private ServiceFactory<Program> Start(params (string, string)[] more) => new(server, "tuningdb", [("ConnectionStrings:proj-pg02", server.ConnectionString()), .. more]);

    private async Task AlterAsync(string statement)
    {
        await using var source = server.Connect();
        foreach (var sql in new[] { statement, "select pg_reload_conf()" })
        {
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static Task<JsonElement> SettingsAsync(ServiceFactory<Program> tuning, string name, bool all = false) =>
        tuning.CreateClientAs("reader").GetFromJsonAsync<JsonElement>($"/servers/{name}/settings?all={all}", TestContext.Current.CancellationToken);

    private static async Task<JsonElement[]> ChangesAsync(ServiceFactory<Program> tuning) =>
        (await tuning.CreateClientAs("reader").GetFromJsonAsync<JsonElement[]>("/servers/proj-pg02/changes", TestContext.Current.CancellationToken))!;

    private static IEnumerable<string?> Names(JsonElement settings) => settings.GetProperty("settings").EnumerateArray().Select(s => s.GetProperty("name").GetString());

    private static JsonElement Named(JsonElement settings, string name) => settings.GetProperty("settings").EnumerateArray().Single(s => s.GetProperty("name").GetString() == name);
}
