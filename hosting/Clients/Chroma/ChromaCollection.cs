namespace Lab.Hosting.Clients.Chroma;

/// <summary>A collection: records with vectors of one dimension. What it says of itself is as of when the server was asked for it.</summary>
public sealed class ChromaCollection
{
    private readonly ChromaTransport transport;
    private readonly string place;
    private readonly string path;

    internal ChromaCollection(ChromaTransport transport, string place, string path, CollectionPayload payload)
    {
        this.transport = transport;
        this.place = place;
        this.path = path;
        Id = payload.Id;
        Name = payload.Name;
        Space = payload.ConfigurationJson?.Hnsw?.Space;
        Dimension = payload.Dimension;
        Metadata = payload.Metadata;
    }

    /// <summary>Its identifier, which stays when it is renamed.</summary>
    public Guid Id { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>How distance is measured in it; null where the server does not say.</summary>
    public ChromaSpace? Space { get; }

    /// <summary>How many numbers a vector has; null before the first record.</summary>
    public int? Dimension { get; }

    /// <summary>Its metadata.</summary>
    public ChromaMetadata? Metadata { get; }

    /// <summary>Writes new records, each with its vector. A record whose id is there already is passed over without a word, as the server does it.</summary>
    /// <param name="records">The records, from one to the server's largest batch.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ChromaInvalidRequestException">A vector has another dimension than the collection.</exception>
    public Task AddAsync(IReadOnlyList<ChromaRecord> records, CancellationToken cancellationToken = default) =>
        transport.SendAsync(Operation("add", RecordsPayload.From(records, isUpdate: false)), cancellationToken);

    /// <summary>Writes records, each with its vector; those whose id is there already are changed.</summary>
    /// <inheritdoc cref="AddAsync"/>
    public Task UpsertAsync(IReadOnlyList<ChromaRecord> records, CancellationToken cancellationToken = default) =>
        transport.SendAsync(Operation("upsert", RecordsPayload.From(records, isUpdate: false)), cancellationToken);

    /// <summary>
    /// Changes records: what is null stays as it is, metadata are merged by key, and <see cref="ChromaValue.Removed"/> takes a key away.
    /// A record whose id is not there is passed over without a word, as the server does it.
    /// </summary>
    /// <inheritdoc cref="AddAsync"/>
    public Task UpdateAsync(IReadOnlyList<ChromaRecord> records, CancellationToken cancellationToken = default) =>
        transport.SendAsync(Operation("update", RecordsPayload.From(records, isUpdate: true)), cancellationToken);

    /// <summary>Reads records.</summary>
    /// <param name="request">Which; all unless given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<ChromaRecord>> GetAsync(ChromaGetRequest? request = null, CancellationToken cancellationToken = default)
    {
        request ??= new ChromaGetRequest();
        var body = new GetPayload(request.Ids, request.Where?.Json, request.WhereDocument?.Json, request.Limit, request.Offset, Names(request.Include));
        return (await transport.SendAsync<ColumnsPayload>(Operation("get", body), cancellationToken).ConfigureAwait(false)).Records();
    }

    /// <summary>Finds the records that are nearest to vectors.</summary>
    /// <param name="request">The vectors, and what restricts the records.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>For each vector in its turn the records, nearest first.</returns>
    /// <exception cref="ChromaInvalidRequestException">A vector has another dimension than the collection.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<ChromaMatch>>> QueryAsync(ChromaQueryRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Embeddings.Count == 0)
        {
            throw new ArgumentException("A query needs at least one vector.", nameof(request));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(request.Results, 1);
        var body = new QueryPayload(
            request.Embeddings, request.Results, request.Ids, request.Where?.Json, request.WhereDocument?.Json, [.. Names(request.Include), "distances"]);
        return (await transport.SendAsync<MatchesPayload>(Operation("query", body), cancellationToken).ConfigureAwait(false)).Matches();
    }

    /// <summary>Deletes records.</summary>
    /// <param name="request">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">Nothing says which.</exception>
    public Task DeleteAsync(ChromaDeleteRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is { Ids: null or { Count: 0 }, Where: null, WhereDocument: null })
        {
            throw new ArgumentException("Nothing says which records to delete.", nameof(request));
        }

        return transport.SendAsync(Operation("delete", new DeletePayload(request.Ids, request.Where?.Json, request.WhereDocument?.Json)), cancellationToken);
    }

    /// <summary>Counts the records.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<long> CountAsync(CancellationToken cancellationToken = default) =>
        transport.SendAsync<long>(new("count", HttpMethod.Get, $"{path}/count") { Namespace = place, Collection = Name }, cancellationToken);

    /// <summary>Gives the collection another name, or other metadata in place of all it has.</summary>
    /// <param name="name">The new name; null to keep it.</param>
    /// <param name="metadata">The new metadata; null to keep them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">Both are null.</exception>
    public Task ModifyAsync(string? name = null, ChromaMetadata? metadata = null, CancellationToken cancellationToken = default) =>
        name is null && metadata is null
            ? throw new ArgumentException("Nothing is to be changed.", nameof(name))
            : transport.SendAsync(
                new("modify_collection", HttpMethod.Put, path) { Body = new UpdateCollectionPayload(name, Chroma.Metadata.Checked(metadata)), Namespace = place, Collection = Name },
                cancellationToken);

    private ChromaOperation Operation(string name, object body) => new(name, HttpMethod.Post, $"{path}/{name}") { Body = body, Namespace = place, Collection = Name };

    private static string[] Names(ChromaInclude include) =>
        [.. Enum.GetValues<ChromaInclude>().Where(part => part is not (ChromaInclude.None or ChromaInclude.All) && include.HasFlag(part)).Select(part => part.ToString().ToLowerInvariant())];
}
