namespace Lab.Hosting.Clients.Neo4j;

/// <summary>A database of a server.</summary>
public sealed class Neo4jDatabase
{
    private readonly Neo4jTransport transport;

    internal Neo4jDatabase(Neo4jTransport transport, string name)
    {
        this.transport = transport;
        Name = name;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Runs a statement in a transaction of its own.</summary>
    /// <param name="statement">A Cypher statement.</param>
    /// <param name="parameters">The values of <c>$name</c> in it, by name.</param>
    /// <param name="cancellationToken">Ends the wait; the statement may still be done.</param>
    /// <exception cref="Neo4jException">The server refused, or did not answer.</exception>
    public Task<Neo4jResult> RunAsync(string statement, IReadOnlyDictionary<string, Neo4jValue>? parameters = null, CancellationToken cancellationToken = default) =>
        RunAsync(new Neo4jQuery { Statement = statement, Parameters = parameters }, cancellationToken);

    /// <summary>Runs a statement in a transaction of its own. One with read access is run again when it failed for a passing reason.</summary>
    /// <param name="query">The statement with what belongs to it.</param>
    /// <param name="cancellationToken">Ends the wait; the statement may still be done.</param>
    /// <exception cref="Neo4jException">The server refused, or did not answer.</exception>
    public async Task<Neo4jResult> RunAsync(Neo4jQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentException.ThrowIfNullOrWhiteSpace(query.Statement);
        var operation = Operation("run", HttpMethod.Post, "") with
        {
            Body = new QueryPayload(query.Statement, query.Parameters, Mode(query.Access), IncludeCounters: true, query.Bookmarks),
            CanRepeat = query.Access == Neo4jAccess.Read,
        };
        return (await transport.SendAsync<AnswerPayload>(operation, cancellationToken).ConfigureAwait(false)).Result();
    }

    /// <summary>Begins a transaction of several statements. The server undoes it when nothing is asked of it for some time (30 s unless the server is told otherwise).</summary>
    /// <param name="access">What it may do.</param>
    /// <param name="bookmarks">The bookmarks of earlier transactions whose changes it must see.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The transaction; disposing of it undoes it unless it is committed.</returns>
    /// <exception cref="Neo4jException">The server refused, or did not answer.</exception>
    public async Task<Neo4jTransaction> BeginAsync(Neo4jAccess access = Neo4jAccess.Write, IReadOnlyList<string>? bookmarks = null, CancellationToken cancellationToken = default)
    {
        // Begun twice because an answer was lost: the one that nobody knows ends by itself.
        var operation = Operation("begin", HttpMethod.Post, "/tx") with
        {
            Body = new QueryPayload(Statement: null, Parameters: null, Mode(access), IncludeCounters: null, bookmarks),
            CanRepeat = true,
        };
        var answer = await transport.SendAsync<AnswerPayload>(operation, cancellationToken).ConfigureAwait(false);
        return answer.Transaction is { Id: { Length: > 0 } id, Expires: var expires }
            ? new Neo4jTransaction(transport, this, id, expires)
            : throw new Neo4jException("The answer to 'begin' is not what Neo4j's API says: it names no transaction.");
    }

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction and commits it. When the server has undone it for a passing reason, a deadlock for example,
    /// all of it is done again; so <paramref name="work"/> must not change anything elsewhere. It is not done again when the answer to a commit is lost.
    /// </summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="work">What to do in the transaction, without ending it.</param>
    /// <param name="access">What it may do.</param>
    /// <param name="cancellationToken">Ends the wait, and given to the work.</param>
    /// <exception cref="Neo4jException">The server refused, or did not answer.</exception>
    public async Task<T> InTransactionAsync<T>(Func<Neo4jTransaction, CancellationToken, Task<T>> work, Neo4jAccess access = Neo4jAccess.Write, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return await transport.WholeTransactions.ExecuteAsync(
            async token =>
            {
                var transaction = await BeginAsync(access, bookmarks: null, token).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    var result = await work(transaction, token).ConfigureAwait(false);
                    await transaction.CommitAsync(token).ConfigureAwait(false);
                    return result;
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A request to the database.</summary>
    /// <param name="name">What it does, for traces.</param>
    /// <param name="method">Its method.</param>
    /// <param name="path">Its path below the database's Query API.</param>
    internal Neo4jOperation Operation(string name, HttpMethod method, string path) =>
        new(name, method, $"db/{Uri.EscapeDataString(Name)}/query/v2{path}") { Namespace = Name };

    private static string Mode(Neo4jAccess access) => access == Neo4jAccess.Read ? "READ" : "WRITE";
}
