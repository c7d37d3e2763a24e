using System.Diagnostics.Metrics;
using System.Net;
using Lab.Hosting.Clients.Neo4j;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Clients.Tests.Neo4j;

public sealed class Neo4jResilienceTests : IDisposable
{
    private static readonly (HttpStatusCode, string) Busy = (HttpStatusCode.ServiceUnavailable, "");
    private static readonly (HttpStatusCode, string) Deadlock = (HttpStatusCode.BadRequest, """{"errors":[{"code":"Neo.TransientError.Transaction.DeadlockDetected","message":"cycle"}]}""");
    private static readonly (HttpStatusCode, string) Row = (HttpStatusCode.Accepted, """{"data":{"fields":["x"],"values":[[{"$type":"Integer","_value":"1"}]]},"bookmarks":["b"]}""");
    private static readonly (HttpStatusCode, string) Begun = (HttpStatusCode.Accepted, """{"transaction":{"id":"t/1","expires":"2026-11-24T11:27:01Z"}}""");

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task A_read_is_repeated()
    {
        using var script = new Script(Busy, null, Deadlock, Row);
        using var client = Client(script);

        (await client.Database.RunAsync(new() { Statement = "RETURN 1 AS x", Access = Neo4jAccess.Read }, Cancellation)).Records[0]["x"].ShouldBe(1);

        script.Requests.ShouldBe(4);
    }

    [Fact]
    public async Task A_write_is_sent_once()
    {
        using var script = new Script(Busy);
        using var client = Client(script);

        (await Should.ThrowAsync<Neo4jUnavailableException>(() => client.Database.RunAsync("CREATE ()", cancellationToken: Cancellation))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        script.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_transaction_that_the_server_has_undone_is_done_again_as_a_whole()
    {
        using var script = new Script(Begun, Deadlock, Begun, Row, Row);
        using var client = Client(script);
        var runs = 0;

        await client.Database.InTransactionAsync(
            (transaction, token) =>
            {
                runs++;
                return transaction.RunAsync("CREATE ()", cancellationToken: token);
            },
            cancellationToken: Cancellation);

        runs.ShouldBe(2);
        script.Requests.ShouldBe(5);
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_not_sent_again()
    {
        using var script = new Script(Begun, null);
        using var client = Client(script);

        await Should.ThrowAsync<Neo4jUnavailableException>(() => client.Database.InTransactionAsync((_, _) => Task.FromResult(1), cancellationToken: Cancellation));

        script.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task Errors_after_the_first_rows_are_errors()
    {
        using var script = new Script((HttpStatusCode.Accepted,
            """{"data":{"fields":["x"],"values":[[{"$type":"Null","_value":null}]]},"errors":[{"code":"Neo.DatabaseError.General.UnknownError","message":"disk"}]}"""));
        using var client = Client(script);

        var refused = await Should.ThrowAsync<Neo4jException>(() => client.Database.RunAsync("RETURN 1", cancellationToken: Cancellation));

        refused.Message.ShouldBe("Neo4j refused 'run': disk");
        refused.Code.ShouldBe("Neo.DatabaseError.General.UnknownError");
        script.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"data":{"values":[[1]]}}""")]
    public async Task An_answer_that_is_not_Neo4js_is_said_to_be_so(string body)
    {
        using var script = new Script((HttpStatusCode.OK, body));
        using var client = Client(script);

        await Should.ThrowAsync<Neo4jException>(() => client.Database.RunAsync("RETURN 1", cancellationToken: Cancellation));
        await Should.ThrowAsync<Neo4jException>(() => client.Database.BeginAsync(cancellationToken: Cancellation));
        await Should.ThrowAsync<Neo4jException>(() => client.GetVersionAsync(Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    public async Task A_refusal_in_other_words_still_has_its_status(string body)
    {
        using var script = new Script((HttpStatusCode.Unauthorized, body));
        using var client = Client(script);

        (await Should.ThrowAsync<Neo4jSecurityException>(() => client.Database.RunAsync("RETURN 1", cancellationToken: Cancellation))).Message.ShouldContain("401");
    }

    private Neo4jClient Client(Script script)
    {
        var telemetry = new Neo4jTelemetry(services.GetRequiredService<IMeterFactory>(), TimeProvider.System);
        var address = Neo4jAddress.Parse("http://neo4j.test");
        return new Neo4jClient(new Neo4jTransport(script, address, new Neo4jSettings(), telemetry, TimeProvider.System), address.Database);
    }
}
