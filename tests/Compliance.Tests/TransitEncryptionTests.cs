using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Lab.Testing;

namespace Lab.Compliance.Tests;

public sealed class TransitEncryptionTests(PostgresServer server)
{
    [Fact]
    public async Task PostgreSQL_of_the_lab_satisfies_with_evidence_from_the_wire()
    {
        await using var compliance = Start();

        var finding = Of(await AssessAsync(compliance), "proj-pg02");

        finding.GetProperty("status").GetString().ShouldBe("satisfied");
        var evidence = Evidence(finding);
        evidence["SSLRequest"].ShouldBe("S: TLS is offered");
        evidence[$"TLS handshake with 127.0.0.1:{server.Port}"].ShouldContain("TLS 1.3");
        evidence[$"Certificate of 127.0.0.1:{server.Port}"].ShouldContain("trusted by the lab's authority");
        evidence[$"Startup message without TLS to 127.0.0.1:{server.Port}"].ShouldContain("no encryption");
        evidence["pg_stat_ssl"].ShouldContain("0 do not");
    }

    [Fact]
    public async Task A_server_without_tls_does_not_satisfy()
    {
        await using var plain = new ScriptedServer(tls: null, "HTTP/1.1 200 OK\r\n\r\n");
        await using var compliance = Start(("ConnectionStrings:chroma", $"Endpoint=http://127.0.0.1:{plain.Port}"));

        var finding = Of(await AssessAsync(compliance), "chroma");

        finding.GetProperty("status").GetString().ShouldBe("not-satisfied");
        finding.GetProperty("summary").GetString().ShouldBe("TLS is not offered. Connections without TLS are accepted.");
        Evidence(finding)[$"HTTP request without TLS to 127.0.0.1:{plain.Port}"].ShouldBe("HTTP/1.1 200 OK");
    }

    [Fact]
    public async Task A_server_that_refuses_to_answer_without_tls_but_shows_a_strange_certificate_does_not_satisfy()
    {
        using var stranger = ScriptedServer.SelfSigned("CN=stranger");
        await using var tls = new ScriptedServer(stranger, answer: null);
        await using var compliance = Start(("ConnectionStrings:dragonfly", $"127.0.0.1:{tls.Port},ssl=true,password=hush"));

        var finding = Of(await AssessAsync(compliance), "dragonfly");

        finding.GetProperty("status").GetString().ShouldBe("not-satisfied");
        finding.GetProperty("summary").GetString()!.ShouldContain("The certificate does not name 127.0.0.1.");
        finding.GetProperty("summary").GetString()!.ShouldContain("not trusted by the lab's authority");
        finding.GetProperty("summary").GetString()!.ShouldNotContain("without TLS are accepted");
        finding.GetRawText().ShouldNotContain("hush");
    }

    [Theory]
    [InlineData("dragonfly", "127.0.0.1:{0}", "-NOAUTH Authentication required.\r\n", "PING")]
    [InlineData("mongodb", "mongodb://u:p@127.0.0.1:{0}/?x=y", "\u0010\0\0\0\u0001\0\0\0\u0001\0\0\0\u00dd\u0007\0\0", "hello command")]
    [InlineData("milvus", "Endpoint=http://127.0.0.1:{0}", "\0\0\0\u0004\0\0\0\0\0", "HTTP/2 preface")]
    [InlineData("neo4j", "Endpoint=http://127.0.0.1:{0};Username=n;Password=p", "HTTP/1.1 200 OK\r\n\r\n", "HTTP request")]
    public async Task Each_engine_is_recognized_when_it_answers_in_plain_text(string system, string connectionString, string answer, string greeting)
    {
        await using var plain = new ScriptedServer(tls: null, answer);
        await using var compliance = Start(($"ConnectionStrings:{system}", string.Format(null, connectionString, plain.Port)));

        var finding = Of(await AssessAsync(compliance), system);

        finding.GetProperty("summary").GetString()!.ShouldContain("Connections without TLS are accepted.");
        Evidence(finding).Keys.ShouldContain($"{greeting} without TLS to 127.0.0.1:{plain.Port}");
    }

    [Fact]
    public async Task What_does_not_answer_is_not_measured_and_says_why()
    {
        await using var compliance = Start(("ConnectionStrings:proj-pg01", "Host=127.0.0.1;Port=1"), ("ConnectionStrings:neo4j", "nonsense"));

        var assessment = await AssessAsync(compliance);

        Of(assessment, "proj-pg01").GetProperty("status").GetString().ShouldBe("not-measured");
        Of(assessment, "proj-pg01").GetProperty("summary").GetString()!.ShouldContain("refused");
        Of(assessment, "neo4j").GetProperty("status").GetString().ShouldBe("not-measured");
        Of(assessment, "milvus").GetProperty("summary").GetString().ShouldBe("ConnectionStrings__milvus is not set.");
        assessment.GetProperty("status").GetString().ShouldBe("not-measured");
    }

    [Fact]
    public async Task A_system_that_is_not_available_is_not_asked()
    {
        await using var compliance = Start(("ConnectionStrings:neo4j", "Endpoint=http://localhost:9;Username=n;Password=p"), ("Lab:NotAvailable:neo4j", "no container runtime is installed"));

        var finding = Of(await AssessAsync(compliance), "neo4j");

        finding.GetProperty("status").GetString().ShouldBe("not-measured");
        finding.GetProperty("summary").GetString().ShouldBe("The system is not available: no container runtime is installed.");
        finding.GetProperty("evidence").GetArrayLength().ShouldBe(0);
    }

    private ServiceFactory<Program> Start(params (string, string)[] more) => new(server, "compliancedb", [("ConnectionStrings:proj-pg02", server.ConnectionString()), .. more]);

    private static async Task<JsonElement> AssessAsync(ServiceFactory<Program> compliance)
    {
        var response = await compliance.CreateClientAs("dba").PostAsync(new Uri("/controls/CIS-3.10/assessments", UriKind.Relative), null, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private static JsonElement Of(JsonElement assessment, string system) =>
        assessment.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("system").GetString() == system);

    private static Dictionary<string, string> Evidence(JsonElement finding) =>
        finding.GetProperty("evidence").EnumerateArray().ToDictionary(e => e.GetProperty("sent").GetString()!, e => e.GetProperty("seen").GetString()!);
}
