namespace Lab.Hosting.Clients.Neo4j;

/// <summary>
/// An open transaction of several statements, for one caller at a time. A statement that the server refuses ends it, with nothing changed.
/// Disposing of it undoes it unless it has ended.
/// </summary>
public sealed class Neo4jTransaction : IAsyncDisposable
{
    private readonly Neo4jTransport transport;
    private readonly Neo4jDatabase database;

    internal Neo4jTransaction(Neo4jTransport transport, Neo4jDatabase database, string id, DateTimeOffset expires)
    {
        this.transport = transport;
        this.database = database;
        Id = id;
        Expires = expires;
        IsOpen = true;
    }

    /// <summary>The server's name of it.</summary>
    public string Id { get; }

    /// <summary>When the server undoes it unless something is asked of it before.</summary>
    public DateTimeOffset Expires { get; private set; }

    /// <summary>Whether it has not ended, as far as is known here.</summary>
    public bool IsOpen { get; private set; }

    private string Path => $"/tx/{Uri.EscapeDataString(Id)}";

    /// <summary>Runs a statement in it.</summary>
    /// <param name="statement">A Cypher statement.</param>
    /// <param name="parameters">The values of <c>$name</c> in it, by name.</param>
    /// <param name="cancellationToken">Ends the wait; the statement may still be done.</param>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    /// <exception cref="Neo4jException">The server refused, or did not answer.</exception>
    public async Task<Neo4jResult> RunAsync(string statement, IReadOnlyDictionary<string, Neo4jValue>? parameters = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(statement);
        RequireOpen();
        try
        {
            var answer = await transport.SendAsync<AnswerPayload>(
                database.Operation("run", HttpMethod.Post, Path) with { Body = new QueryPayload(statement, parameters, AccessMode: null, IncludeCounters: true, Bookmarks: null) },
                cancellationToken).ConfigureAwait(false);
            Expires = answer.Transaction?.Expires ?? Expires;
            return answer.Result();
        }
        catch (Neo4jException error) when (error is Neo4jTransientException or Neo4jStatementException or Neo4jSchemaException or Neo4jNotFoundException)
        {
            IsOpen = false;
            throw;
        }
    }

    /// <summary>Makes the changes lasting, and ends it.</summary>
    /// <param name="cancellationToken">Ends the wait; it may still be committed.</param>
    /// <returns>Marks of the state that a later query can ask to see.</returns>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    /// <exception cref="Neo4jUnavailableException">There was no answer: whether it is committed is unknown.</exception>
    /// <exception cref="Neo4jException">The server refused: nothing is changed.</exception>
    public async Task<IReadOnlyList<string>> CommitAsync(CancellationToken cancellationToken = default)
    {
        RequireOpen();
        IsOpen = false;
        return (await transport.SendAsync<AnswerPayload>(database.Operation("commit", HttpMethod.Post, $"{Path}/commit"), cancellationToken).ConfigureAwait(false)).Bookmarks ?? [];
    }

    /// <summary>Undoes the changes, and ends it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    /// <exception cref="Neo4jException">The server refused, or did not answer: it undoes it by itself after some time.</exception>
    public async Task RollbackAsync(CancellationToken cancellationToken = default)
    {
        RequireOpen();
        IsOpen = false;
        await transport.SendAsync<AnswerPayload>(database.Operation("rollback", HttpMethod.Delete, Path), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!IsOpen)
        {
            return;
        }

        try
        {
            await RollbackAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Neo4jException)
        {
            // The server undoes by itself what it is not asked about, and the error that led here matters more.
        }
    }

    private void RequireOpen()
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException($"The transaction {Id} has ended.");
        }
    }
}
