using System.Net;
using Lab.Hosting.Clients.Neo4j;

namespace Lab.Clients.Tests.Neo4j;

/// <summary>Statements, the same on the emulator and on Neo4j.</summary>
public abstract class Neo4jDatabaseTests(Neo4jServer server)
{
    // Taken here, so that a test is skipped where there is no server: an assertion on an exception would take the skip for it.
    private readonly Neo4jClient client = server.Client;
    private readonly Neo4jDatabase database = server.Database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_statement_gives_fields_rows_and_counters()
    {
        var label = Neo4jServer.NewLabel();

        var made = await database.RunAsync(
            $"UNWIND $rows AS row CREATE (n:{label} {{x: row}})-[:R]->(:{label}) RETURN n.x AS x, n.x * 2 AS double",
            new Dictionary<string, Neo4jValue> { ["rows"] = Neo4jValue.List(1, 2, 3) }, Cancellation);
        var gone = await database.RunAsync($"MATCH (n:{label}) DETACH DELETE n", cancellationToken: Cancellation);

        made.Fields.ShouldBe(["x", "double"]);
        made.Records.Select(r => (r["x"].As<long>(), r[1].As<long>())).ShouldBe([(1, 2), (2, 4), (3, 6)]);
        made.Counters.ShouldBe(new Neo4jCounters { ContainsUpdates = true, NodesCreated = 6, RelationshipsCreated = 3, PropertiesSet = 3, LabelsAdded = 6 });
        made.Bookmarks.ShouldNotBeEmpty();
        gone.Fields.ShouldBeEmpty();
        gone.Records.ShouldBeEmpty();
        gone.Counters.ShouldBe(new Neo4jCounters { ContainsUpdates = true, NodesDeleted = 6, RelationshipsDeleted = 3 });
        Should.Throw<KeyNotFoundException>(() => made.Records[0]["y"]).Message.ShouldContain("x, double");
    }

    [Fact]
    public async Task A_later_query_sees_what_its_bookmarks_stand_for()
    {
        var label = Neo4jServer.NewLabel();
        var made = await database.RunAsync($"CREATE (:{label})", cancellationToken: Cancellation);

        var read = await database.RunAsync(
            new() { Statement = $"MATCH (n:{label}) RETURN count(n)", Access = Neo4jAccess.Read, Bookmarks = made.Bookmarks }, Cancellation);

        read.Records[0][0].ShouldBe(1);
        read.Counters.ContainsUpdates.ShouldBeFalse();
    }

    [Fact]
    public async Task The_server_hints_at_what_may_be_wrong()
    {
        Assert.SkipWhen(server.IsEmulator, "The emulator gives no hints.");

        (await database.RunAsync($"MATCH (n:{Neo4jServer.NewLabel()}) RETURN n", cancellationToken: Cancellation))
            .Notifications.ShouldContain(n => n.Code == "Neo.ClientNotification.Statement.UnknownLabelWarning" && n.Severity == "WARNING");
    }

    [Fact]
    public async Task The_version_is_known() => (await client.GetVersionAsync(Cancellation)).ShouldStartWith("5.");

    [Theory]
    [InlineData("RETURN", "Neo.ClientError.Statement.SyntaxError")]
    [InlineData("RETURN $missing", "Neo.ClientError.Statement.ParameterMissing")]
    [InlineData("RETURN 1 / 0", "Neo.ClientError.Statement.ArithmeticError")]
    [InlineData("UNWIND [2, 1, 0] AS x RETURN 1 / x", "Neo.ClientError.Statement.ArithmeticError")]
    public async Task A_statement_that_cannot_run_is_refused_with_its_code(string statement, string code) =>
        (await Should.ThrowAsync<Neo4jStatementException>(() => database.RunAsync(statement, cancellationToken: Cancellation))).Code.ShouldBe(code);

    [Fact]
    public async Task Read_access_does_not_write() =>
        (await Should.ThrowAsync<Neo4jStatementException>(() => database.RunAsync(new() { Statement = "CREATE ()", Access = Neo4jAccess.Read }, Cancellation)))
            .Code.ShouldBe("Neo.ClientError.Statement.AccessMode");

    [Fact]
    public async Task A_constraint_that_is_violated_is_named()
    {
        var label = Neo4jServer.NewLabel();
        var made = await database.RunAsync($"CREATE CONSTRAINT {label} FOR (n:{label}) REQUIRE n.x IS UNIQUE", cancellationToken: Cancellation);
        try
        {
            var refused = await Should.ThrowAsync<Neo4jSchemaException>(() => database.RunAsync($"CREATE (:{label} {{x: 1}}), (:{label} {{x: 1}})", cancellationToken: Cancellation));

            made.Counters.ConstraintsAdded.ShouldBe(1);
            refused.Code.ShouldBe("Neo.ClientError.Schema.ConstraintValidationFailed");
            refused.Status.ShouldNotBeNull();
        }
        finally
        {
            await database.RunAsync($"DROP CONSTRAINT {label}", cancellationToken: Cancellation);
        }
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_not_found() =>
        (await Should.ThrowAsync<Neo4jNotFoundException>(() => client.GetDatabase("nowhere").RunAsync("RETURN 1", cancellationToken: Cancellation)))
            .Status.ShouldBe(HttpStatusCode.NotFound);
}
