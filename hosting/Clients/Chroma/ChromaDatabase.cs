using System.Globalization;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>A database of a tenant: a set of collections.</summary>
public sealed class ChromaDatabase
{
    private readonly ChromaTransport transport;

    internal ChromaDatabase(ChromaTransport transport, string tenant, string name)
    {
        this.transport = transport;
        Tenant = tenant;
        Name = name;
    }

    /// <summary>The tenant's name.</summary>
    public string Tenant { get; }

    /// <summary>The database's name.</summary>
    public string Name { get; }

    private string Databases => $"tenants/{Uri.EscapeDataString(Tenant)}/databases";

    private string Path => $"{Databases}/{Uri.EscapeDataString(Name)}";

    /// <summary>Makes the database.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ChromaConflictException">There is one of that name.</exception>
    public Task CreateAsync(CancellationToken cancellationToken = default) =>
        transport.SendAsync(Operation("create_database", HttpMethod.Post, Databases) with { Body = new NamePayload(Name), CanRepeat = false }, cancellationToken);

    /// <summary>Asks what the server knows of the database.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ChromaNotFoundException">There is none of that name.</exception>
    public Task<ChromaDatabaseInfo> GetInfoAsync(CancellationToken cancellationToken = default) =>
        transport.SendAsync<ChromaDatabaseInfo>(Operation("get_database", HttpMethod.Get, Path), cancellationToken);

    /// <summary>Deletes the database with its collections.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ChromaNotFoundException">There is none of that name.</exception>
    public Task DeleteAsync(CancellationToken cancellationToken = default) =>
        transport.SendAsync(Operation("delete_database", HttpMethod.Delete, Path) with { CanRepeat = false }, cancellationToken);

    /// <summary>Counts the collections.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<long> CountCollectionsAsync(CancellationToken cancellationToken = default) =>
        transport.SendAsync<long>(Operation("count_collections", HttpMethod.Get, $"{Path}/collections_count"), cancellationToken);

    /// <summary>Lists the collections, in the server's own order.</summary>
    /// <param name="limit">How many at most; null for all.</param>
    /// <param name="offset">How many to pass over first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<ChromaCollection>> ListCollectionsAsync(int? limit = null, int? offset = null, CancellationToken cancellationToken = default)
    {
        var query = string.Join('&', new[] { Parameter("limit", limit), Parameter("offset", offset) }.OfType<string>());
        var answer = await transport.SendAsync<IReadOnlyList<CollectionPayload>>(
            Operation("list_collections", HttpMethod.Get, query.Length == 0 ? $"{Path}/collections" : $"{Path}/collections?{query}"), cancellationToken).ConfigureAwait(false);
        return [.. answer.Select(Collection)];
    }

    /// <summary>Makes a collection.</summary>
    /// <param name="name">Its name: 3 to 512 of letters, digits, dot, hyphen and underscore, with a letter or a digit at both ends.</param>
    /// <param name="options">Its distance, index and metadata; the server's own unless given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ChromaConflictException">There is one of that name.</exception>
    public Task<ChromaCollection> CreateCollectionAsync(string name, ChromaCollectionOptions? options = null, CancellationToken cancellationToken = default) =>
        CreateAsync("create_collection", name, options, getOrCreate: false, cancellationToken);

    /// <summary>Gives the collection of that name, made now unless there is one, whose options then stay as they are.</summary>
    /// <inheritdoc cref="CreateCollectionAsync"/>
    public Task<ChromaCollection> GetOrCreateCollectionAsync(string name, ChromaCollectionOptions? options = null, CancellationToken cancellationToken = default) =>
        CreateAsync("get_or_create_collection", name, options, getOrCreate: true, cancellationToken);

    /// <summary>Gives the collection of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ChromaNotFoundException">There is none.</exception>
    public async Task<ChromaCollection> GetCollectionAsync(string name, CancellationToken cancellationToken = default) =>
        Collection(await transport.SendAsync<CollectionPayload>(
            Operation("get_collection", HttpMethod.Get, CollectionPath(name)) with { Collection = name }, cancellationToken).ConfigureAwait(false));

    /// <summary>Deletes the collection of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ChromaNotFoundException">There is none.</exception>
    public Task DeleteCollectionAsync(string name, CancellationToken cancellationToken = default) =>
        transport.SendAsync(Operation("delete_collection", HttpMethod.Delete, CollectionPath(name)) with { CanRepeat = false, Collection = name }, cancellationToken);

    private async Task<ChromaCollection> CreateAsync(string operation, string name, ChromaCollectionOptions? options, bool getOrCreate, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var hnsw = options is null or { Space: null, EfConstruction: null, EfSearch: null, MaxNeighbors: null }
            ? null
            : new HnswPayload(options.Space, options.EfConstruction, options.EfSearch, options.MaxNeighbors);
        var body = new CreateCollectionPayload(name, getOrCreate, Metadata.Checked(options?.Metadata), hnsw is null ? null : new ConfigurationPayload(hnsw));
        return Collection(await transport.SendAsync<CollectionPayload>(
            Operation(operation, HttpMethod.Post, $"{Path}/collections") with { Body = body, CanRepeat = getOrCreate, Collection = name }, cancellationToken).ConfigureAwait(false));
    }

    private string CollectionPath(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return $"{Path}/collections/{Uri.EscapeDataString(name)}";
    }

    private ChromaCollection Collection(CollectionPayload payload) => new(transport, $"{Tenant}|{Name}", $"{Path}/collections/{payload.Id:D}", payload);

    private ChromaOperation Operation(string name, HttpMethod method, string path) => new(name, method, path) { Namespace = $"{Tenant}|{Name}" };

    private static string? Parameter(string name, int? value) => value is null ? null : string.Create(CultureInfo.InvariantCulture, $"{name}={value}");
}
