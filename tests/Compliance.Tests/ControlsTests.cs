using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Lab.Testing;

namespace Lab.Compliance.Tests;

public sealed class ControlsTests(PostgresServer server)
{
    [Fact]
    public async Task Claims_stand_beside_what_was_measured_and_differing_titles_are_named()
    {
        await using var compliance = Start();

        var controls = (await compliance.CreateClientAs("reader").GetFromJsonAsync<JsonElement[]>("/controls", TestContext.Current.CancellationToken))!;

        var logs = controls.Single(c => c.GetProperty("id").GetString() == "CIS-8.2");
        logs.GetProperty("title").GetString().ShouldBe("Collect Audit Logs");
        logs.GetProperty("claimed").GetProperty("status").GetString().ShouldBe("partial");
        logs.GetProperty("claimed").GetProperty("titleDiffers").GetBoolean().ShouldBeTrue();
        logs.GetProperty("measured").ValueKind.ShouldBe(JsonValueKind.Null);
        controls.Where(c => c.GetProperty("measurable").GetBoolean()).Select(c => c.GetProperty("id").GetString()).ShouldBe(["CIS-3.10"]);
    }

    [Fact]
    public async Task Assessments_are_kept_with_who_asked_and_the_last_one_counts()
    {
        await using var compliance = Start();
        using var dba = compliance.CreateClientAs("dba");
        (await AssessAsync(dba, "CIS-3.10")).ShouldBe(HttpStatusCode.Created);
        (await AssessAsync(dba, "CIS-3.10")).ShouldBe(HttpStatusCode.Created);

        var history = (await dba.GetFromJsonAsync<JsonElement[]>("/controls/CIS-3.10/assessments", TestContext.Current.CancellationToken))!;
        var control = await dba.GetFromJsonAsync<JsonElement>("/controls/CIS-3.10", TestContext.Current.CancellationToken);

        history.Length.ShouldBe(2);
        history[0].GetProperty("finishedAt").GetDateTimeOffset().ShouldBeGreaterThan(history[1].GetProperty("finishedAt").GetDateTimeOffset());
        history[0].GetProperty("assessedBy").GetString().ShouldBe("tester");
        control.GetProperty("measured").GetProperty("assessment").GetGuid().ShouldBe(history[0].GetProperty("id").GetGuid());
        control.GetProperty("measured").GetProperty("satisfied").GetInt32().ShouldBe(1);
        control.GetProperty("findings").GetArrayLength().ShouldBe(7);
    }

    [Theory]
    [InlineData("POST", "/controls/CIS-99.9/assessments", HttpStatusCode.NotFound)]
    [InlineData("POST", "/controls/CIS-3.1/assessments", HttpStatusCode.UnprocessableEntity)]
    [InlineData("GET", "/controls/CIS-99.9", HttpStatusCode.NotFound)]
    [InlineData("GET", "/controls/CIS-3.10/assessments?limit=0", HttpStatusCode.UnprocessableEntity)]
    [InlineData("GET", "/controls/CIS-3.10/assessments?limit=many", HttpStatusCode.BadRequest)]
    [InlineData("DELETE", "/controls/CIS-3.10", HttpStatusCode.MethodNotAllowed)]
    public async Task What_cannot_be_answered_says_so(string method, string path, HttpStatusCode expected)
    {
        await using var compliance = Start();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var response = await compliance.CreateClientAs("dba").SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(expected);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    private ServiceFactory<Program> Start() => new(server, "compliancedb", ("ConnectionStrings:proj-pg02", server.ConnectionString()));

    private static async Task<HttpStatusCode> AssessAsync(HttpClient client, string control)
    {
        using var response = await client.PostAsync(new Uri($"/controls/{control}/assessments", UriKind.Relative), null, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
