using System.Text.Json.Nodes;
using Lab.Engines.Neo4j.Tests.Targets;

namespace Lab.Engines.Neo4j.Tests.Conformance;

/// <summary>The HTTP Query API, the same on the emulator and on Neo4j.</summary>
public abstract class QueryApiTests
{
    private const string Queries = "/db/neo4j/query/v2";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract Neo4jServer Server { get; }

    [Theory]
    [InlineData("""{"statement":"RETURN 1 AS i, 1.0 AS f, 'x' AS s, true AS b, null AS n"}""", """[[1,1.0,"x",true,null]]""")]
    [InlineData("""{"statement":"RETURN $a AS a, $b AS b","parameters":{"a":1,"b":1.0}}""", "[[1,1.0]]")]
    [InlineData("""{"statement":"RETURN date('2020-01-02') AS d, duration('P1DT2H') AS u, [1,2] AS l, {a:1} AS m"}""", """[["2020-01-02","P1DT2H",[1,2],{"a":1}]]""")]
    [InlineData("""{"statement":"UNWIND [1,2] AS x RETURN x"}""", "[[1],[2]]")]
    public async Task A_statement_gives_its_values(string request, string values)
    {
        using var api = new QueryApi(Server);
        var (status, body) = await api.SendAsync(HttpMethod.Post, Queries, request, Cancellation);

        status.ShouldBe(202);
        body.ShouldContain($"\"values\":{values}");
    }

    [Fact]
    public async Task Typed_values_carry_their_types()
    {
        using var api = new QueryApi(Server);
        var (_, body) = await api.SendAsync(
            HttpMethod.Post, Queries, """{"statement":"RETURN 1, 1.0, 'x', datetime('2020-01-02T03:04:05Z'), localtime('10:00')"}""", Cancellation, QueryApi.Typed);

        var row = JsonNode.Parse(body)!["data"]!["values"]![0]!.AsArray();
        row.Select(value => (string)value!["$type"]!).ShouldBe(["Integer", "Float", "String", "OffsetDateTime", "LocalTime"]);
        row.Take(3).Select(value => (string)value!["_value"]!).ShouldBe(["1", "1.0", "x"]);
    }

    [Theory]
    [InlineData("""{"statement":"RETRN 1"}""", 400, "Neo.ClientError.Statement.SyntaxError")]
    [InlineData("""{"statement":"RETURN $a"}""", 400, "Neo.ClientError.Statement.ParameterMissing")]
    [InlineData("""{"statement":"CALL no.such()"}""", 400, "Neo.ClientError.Procedure.ProcedureNotFound")]
    [InlineData("""{"statment":"RETURN 1"}""", 400, "Neo.ClientError.Request.Invalid")]
    [InlineData("no json", 400, "Neo.ClientError.Request.Invalid")]
    public async Task An_error_has_its_code(string request, int status, string code)
    {
        using var api = new QueryApi(Server);
        var answer = await api.SendAsync(HttpMethod.Post, Queries, request, Cancellation);

        answer.Status.ShouldBe(status);
        ((string)JsonNode.Parse(answer.Body)!["errors"]![0]!["code"]!).ShouldBe(code);
    }

    [Fact]
    public async Task Counters_are_told_when_they_are_asked_for()
    {
        using var api = new QueryApi(Server);
        var (_, body) = await api.SendAsync(HttpMethod.Post, Queries, """{"statement":"CREATE (n:Http {a: 1}) DELETE n","includeCounters":true}""", Cancellation);

        var counters = JsonNode.Parse(body)!["counters"]!;
        ((bool)counters["containsUpdates"]!).ShouldBeTrue();
        ((int)counters["nodesCreated"]!).ShouldBe(1);
        ((int)counters["nodesDeleted"]!).ShouldBe(1);
    }

    [Fact]
    public async Task A_transaction_is_committed_or_rolled_back()
    {
        using var api = new QueryApi(Server);
        await api.SendAsync(HttpMethod.Post, Queries, """{"statement":"MATCH (n:Http) DETACH DELETE n"}""", Cancellation);

        var first = await BeginAsync(api);
        (await api.SendAsync(HttpMethod.Delete, $"{Queries}/tx/{first}", null, Cancellation)).Status.ShouldBe(200);
        (await CountAsync(api)).ShouldBe(0);

        var second = await BeginAsync(api);
        (await api.SendAsync(HttpMethod.Post, $"{Queries}/tx/{second}", """{"statement":"CREATE (:Http)"}""", Cancellation)).Status.ShouldBe(202);
        var committed = await api.SendAsync(HttpMethod.Post, $"{Queries}/tx/{second}/commit", "{}", Cancellation);
        committed.Status.ShouldBe(202, committed.Body);
        (await CountAsync(api)).ShouldBe(2);
        (await api.SendAsync(HttpMethod.Delete, $"{Queries}/tx/{second}", null, Cancellation)).Status.ShouldBe(404);
        await api.SendAsync(HttpMethod.Post, Queries, """{"statement":"MATCH (n:Http) DETACH DELETE n"}""", Cancellation);
    }

    [Fact]
    public async Task Nobody_comes_in_without_the_password_or_to_another_database()
    {
        using var api = new QueryApi(Server);
        const string request = """{"statement":"RETURN 1"}""";
        (await api.SendAsync(HttpMethod.Post, Queries, request, Cancellation, user: QueryApi.Basic(Server.User, "wrong"))).Status.ShouldBe(401);
        (await api.SendAsync(HttpMethod.Post, "/db/nowhere/query/v2", request, Cancellation)).Status.ShouldBe(404);
        (await api.SendAsync(HttpMethod.Get, Queries, null, Cancellation)).Status.ShouldBe(405);
        (await api.SendAsync(HttpMethod.Get, "/", null, Cancellation)).Body.ShouldContain("neo4j_version");
    }

    private static async Task<string> BeginAsync(QueryApi api)
    {
        var (_, body) = await api.SendAsync(HttpMethod.Post, $"{Queries}/tx", """{"statement":"CREATE (:Http)"}""", Cancellation);
        return (string)JsonNode.Parse(body)!["transaction"]!["id"]!;
    }

    private static async Task<int> CountAsync(QueryApi api)
    {
        var (_, body) = await api.SendAsync(HttpMethod.Post, Queries, """{"statement":"MATCH (n:Http) RETURN count(n)"}""", Cancellation);
        return (int)JsonNode.Parse(body)!["data"]!["values"]![0]![0]!;
    }
}
