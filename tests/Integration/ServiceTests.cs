using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.Testing;

namespace Lab.Integration;

/// <summary>What each service really answers.</summary>
[Collection(typeof(RunningLabCollection))]
public sealed class ServiceTests(RunningLab lab)
{
    public static TheoryData<string> Names => [.. RunningLab.Services];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_service_is_alive_ready_measured_and_described(string service)
    {
        using var client = lab.Application.CreateHttpClient(service, "http");

        (await client.GetStringAsync("/alive", Cancellation)).ShouldNotBeEmpty();
        (await client.GetStringAsync("/health", Cancellation)).ShouldNotBeEmpty();
        (await client.GetStringAsync("/metrics", Cancellation)).ShouldContain("# TYPE");
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancellation);
        document.GetProperty("paths").EnumerateObject().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("catalog", "/systems")]
    [InlineData("tuning", "/servers")]
    [InlineData("backup", "/policies")]
    [InlineData("compliance", "/controls")]
    public async Task A_service_answers_nobody_who_has_not_signed_in(string service, string path)
    {
        using var client = lab.Application.CreateHttpClient(service, "http");

        using var answer = await client.GetAsync(path, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_login_code_is_exchanged_once_for_a_token_that_every_service_takes()
    {
        using var catalog = lab.Application.CreateHttpClient("catalog", "http");
        var code = new { code = Tokens.LoginCode(await lab.SigningKeyAsync(), "dba") };

        using var first = await catalog.PostAsJsonAsync("/login", code, Cancellation);
        using var second = await catalog.PostAsJsonAsync("/login", code, Cancellation);

        var token = (await first.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("access_token").GetString();
        second.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var backup = lab.Application.CreateHttpClient("backup", "http");
        backup.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (await backup.GetAsync("/policies", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_catalog_lists_all_systems_with_what_is_live()
    {
        using var client = await lab.ClientAsync("catalog", "reader");

        var systems = (await client.GetFromJsonAsync<JsonElement>("/systems", Cancellation)).EnumerateArray()
            .ToDictionary(s => s.GetProperty("name").GetString()!, s => s.GetProperty("live"));

        systems.Count.ShouldBe(7);
        foreach (var server in RunningLab.Systems)
        {
            systems[server].GetProperty("state").GetString().ShouldBe("reachable", $"{server}: {systems[server]}");
        }

        systems["mongodb"].GetProperty("facts").GetProperty("version").GetString()!.ShouldEndWith("-lab");
        systems["neo4j"].GetProperty("facts").GetProperty("version").GetString()!.ShouldEndWith("-lab community");
        systems["proj-pg01"].GetProperty("facts").GetProperty("version").GetString()!.ShouldStartWith("16");
    }

    [Theory]
    [InlineData("proj-pg01")]
    [InlineData("proj-pg02")]
    public async Task The_servers_are_set_as_the_profile_recommends(string server)
    {
        using var client = await lab.ClientAsync("tuning", "reader");

        using var answer = await client.GetAsync($"/servers/{server}/settings", Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
        var settings = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("settings").EnumerateArray().ToArray();

        settings.Length.ShouldBeGreaterThan(15);
        settings.Where(s => !s.GetProperty("agrees").GetBoolean()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_system_has_its_backup_policy_and_says_that_it_has_no_backup_yet()
    {
        using var client = await lab.ClientAsync("backup", "reader");

        var system = await client.GetFromJsonAsync<JsonElement>("/systems/proj-pg01", Cancellation);

        system.GetProperty("newestBackup").ValueKind.ShouldBe(JsonValueKind.Null);
        system.GetProperty("rpo").GetProperty("met").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Encryption_in_transit_is_measured_on_the_running_servers()
    {
        using var client = await lab.ClientAsync("compliance", "dba");

        using var assessed = await client.PostAsync("/controls/CIS-3.10/assessments", null, Cancellation);

        var answer = await assessed.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var findings = answer.GetProperty("findings").EnumerateArray().ToDictionary(f => f.GetProperty("system").GetString()!, f => f.GetProperty("status").GetString());
        findings["proj-pg01"].ShouldBe("satisfied", answer.ToString());
        findings["dragonfly"].ShouldBe("satisfied", answer.ToString());
        findings["chroma"].ShouldBe("not-satisfied", answer.ToString());
        findings["mongodb"].ShouldBe("satisfied", answer.ToString());
        findings["neo4j"].ShouldBe("satisfied", answer.ToString());
    }

    [Fact]
    public async Task Only_those_who_secure_the_databases_may_assess()
    {
        using var client = await lab.ClientAsync("compliance", "data-scientist");

        using var answer = await client.PostAsync("/controls/CIS-3.10/assessments", null, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
