namespace Lab.Hosting.Clients.Neo4j;

/// <summary>A client of Neo4j's Query API, version 2 (https://neo4j.com/docs/query-api/current/). Any number of threads may use it.</summary>
/// <remarks>Every call throws <see cref="Neo4jException"/>, or the kind of it that fits, when the server refuses or cannot be reached.</remarks>
public sealed class Neo4jClient : IDisposable
{
    internal Neo4jClient(Neo4jTransport transport, string database)
    {
        Transport = transport;
        Database = new Neo4jDatabase(transport, database);
    }

    /// <summary>The database that the connection string names, or <c>neo4j</c>.</summary>
    public Neo4jDatabase Database { get; }

    /// <summary>What sends its requests.</summary>
    internal Neo4jTransport Transport { get; }

    /// <summary>Another database. The server is not asked: the first use of it tells whether it is there.</summary>
    /// <param name="name">Its name.</param>
    public Neo4jDatabase GetDatabase(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new Neo4jDatabase(Transport, name);
    }

    /// <summary>Asks for the server's version.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<string> GetVersionAsync(CancellationToken cancellationToken = default)
    {
        var discovery = await Transport.SendAsync<DiscoveryPayload>(new("version", HttpMethod.Get, "") { CanRepeat = true }, cancellationToken).ConfigureAwait(false);
        return discovery.Version ?? throw new Neo4jException("The answer to 'version' is not what Neo4j's API says: it has no neo4j_version.");
    }

    /// <summary>Signs in and runs <c>RETURN 1</c>, once and without repeats.</summary>
    internal Task PingAsync(CancellationToken cancellationToken) =>
        Transport.SendAsync<AnswerPayload>(
            Database.Operation("ping", HttpMethod.Post, "") with { Body = new QueryPayload("RETURN 1", Parameters: null, "READ", IncludeCounters: null, Bookmarks: null) }, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => Transport.Dispose();
}
