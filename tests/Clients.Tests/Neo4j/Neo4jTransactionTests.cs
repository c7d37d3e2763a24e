using Lab.Hosting.Clients.Neo4j;

namespace Lab.Clients.Tests.Neo4j;

/// <summary>Transactions, the same on the emulator and on Neo4j.</summary>
public abstract class Neo4jTransactionTests(Neo4jServer server)
{
    private readonly string label = Neo4jServer.NewLabel();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_committed_stays()
    {
        await using var transaction = await server.Database.BeginAsync(cancellationToken: Cancellation);
        var made = await transaction.RunAsync($"CREATE (:{label})", cancellationToken: Cancellation);

        (await CountAsync(transaction)).ShouldBe(1);
        (await CountAsync()).ShouldBe(0);
        transaction.IsOpen.ShouldBeTrue();
        var bookmarks = await transaction.CommitAsync(Cancellation);

        made.Counters.NodesCreated.ShouldBe(1);
        bookmarks.ShouldNotBeEmpty();
        transaction.IsOpen.ShouldBeFalse();
        (await CountAsync()).ShouldBe(1);
        (await Should.ThrowAsync<InvalidOperationException>(() => CountAsync(transaction))).Message.ShouldContain("has ended");
    }

    [Fact]
    public async Task What_is_rolled_back_or_left_is_undone()
    {
        await using (var transaction = await server.Database.BeginAsync(cancellationToken: Cancellation))
        {
            await transaction.RunAsync($"CREATE (:{label})", cancellationToken: Cancellation);
            await transaction.RollbackAsync(Cancellation);
        }

        string left;
        await using (var transaction = await server.Database.BeginAsync(cancellationToken: Cancellation))
        {
            await transaction.RunAsync($"CREATE (:{label})", cancellationToken: Cancellation);
            left = transaction.Id;
        }

        (await CountAsync()).ShouldBe(0);
        var elsewhere = new Neo4jTransaction(Transport(), server.Database, left, default);
        (await Should.ThrowAsync<Neo4jNotFoundException>(() => CountAsync(elsewhere))).Message.ShouldContain(left);
        elsewhere.IsOpen.ShouldBeFalse();
    }

    [Theory]
    [InlineData("RETURN 1 / 0")]
    [InlineData("RETURN")]
    public async Task A_statement_that_is_refused_ends_it_with_nothing_changed(string statement)
    {
        await using var transaction = await server.Database.BeginAsync(cancellationToken: Cancellation);
        await transaction.RunAsync($"CREATE (:{label})", cancellationToken: Cancellation);

        await Should.ThrowAsync<Neo4jStatementException>(() => transaction.RunAsync(statement, cancellationToken: Cancellation));

        transaction.IsOpen.ShouldBeFalse();
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Read_access_holds_for_all_its_statements()
    {
        await using var transaction = await server.Database.BeginAsync(Neo4jAccess.Read, cancellationToken: Cancellation);

        (await CountAsync(transaction)).ShouldBe(0);
        await Should.ThrowAsync<Neo4jStatementException>(() => transaction.RunAsync($"CREATE (:{label})", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Work_is_committed_when_it_is_done_and_undone_when_it_throws()
    {
        var count = await server.Database.InTransactionAsync(
            async (transaction, token) =>
            {
                await transaction.RunAsync($"CREATE (:{label})", cancellationToken: token);
                return await CountAsync(transaction);
            },
            cancellationToken: Cancellation);
        await Should.ThrowAsync<InvalidDataException>(() => server.Database.InTransactionAsync<int>(
            async (transaction, token) =>
            {
                await transaction.RunAsync($"CREATE (:{label})", cancellationToken: token);
                throw new InvalidDataException();
            },
            cancellationToken: Cancellation));

        count.ShouldBe(1);
        (await CountAsync()).ShouldBe(1);
    }

    private string Count => $"MATCH (n:{label}) RETURN count(n)";

    private async Task<long> CountAsync(Neo4jTransaction? transaction = null) =>
        (transaction is null
            ? await server.Database.RunAsync(Count, cancellationToken: Cancellation)
            : await transaction.RunAsync(Count, cancellationToken: Cancellation)).Records[0][0].As<long>();

    private Neo4jTransport Transport() => server.Client.Transport;
}
