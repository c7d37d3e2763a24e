using Google.Protobuf;
using Lab.Milvus.Protocol;

namespace Lab.Hosting.Clients.Milvus;

/// <summary>A client of Milvus, by gRPC. Errors of the server are <see cref="MilvusException"/> and its kinds. May be used by many at once.</summary>
public sealed class MilvusClient : IDisposable
{
    private readonly MilvusTransport transport;
    private readonly TimeProvider time;

    internal MilvusClient(MilvusTransport transport, TimeProvider time)
    {
        this.transport = transport;
        this.time = time;
    }

    /// <summary>Asks for the server's version.</summary>
    public async Task<string> GetVersionAsync(CancellationToken cancellationToken = default) =>
        (await CallAsync(new GetVersionRequest(), (service, asked, options) => service.GetVersionAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false)).Version;

    /// <summary>Asks whether the server is healthy.</summary>
    public async Task<MilvusHealth> CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        var health = await CallAsync(new CheckHealthRequest(), (service, asked, options) => service.CheckHealthAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false);
        return new MilvusHealth(health.IsHealthy, [.. health.Reasons]);
    }

    /// <summary>The names of the databases.</summary>
    public async Task<IReadOnlyList<string>> ListDatabasesAsync(CancellationToken cancellationToken = default) =>
        [.. (await CallAsync(new ListDatabasesRequest(), (service, asked, options) => service.ListDatabasesAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false)).DbNames];

    /// <summary>Makes a database.</summary>
    /// <exception cref="MilvusException">It is there already, or the name is not allowed.</exception>
    public Task CreateDatabaseAsync(string name, CancellationToken cancellationToken = default) =>
        CallAsync(new CreateDatabaseRequest { DbName = name }, (service, asked, options) => service.CreateDatabaseAsync(asked, options), canRepeat: false, cancellationToken);

    /// <summary>Drops an empty database.</summary>
    /// <exception cref="MilvusException">It is not empty.</exception>
    public Task DropDatabaseAsync(string name, CancellationToken cancellationToken = default) =>
        CallAsync(new DropDatabaseRequest { DbName = name }, (service, asked, options) => service.DropDatabaseAsync(asked, options), canRepeat: true, cancellationToken);

    /// <summary>The names of the collections of a database.</summary>
    /// <param name="database">The database; null for the connection's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MilvusNotFoundException">There is no such database.</exception>
    public async Task<IReadOnlyList<string>> ListCollectionsAsync(string? database = null, CancellationToken cancellationToken = default) =>
        [.. (await CallAsync(new ShowCollectionsRequest { DbName = database ?? "" }, (service, asked, options) => service.ShowCollectionsAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false)).CollectionNames];

    /// <summary>Whether there is a collection of this name.</summary>
    public async Task<bool> HasCollectionAsync(string name, CancellationToken cancellationToken = default) =>
        (await CallAsync(new HasCollectionRequest { CollectionName = name }, (service, asked, options) => service.HasCollectionAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Makes a collection; the same twice is no error.</summary>
    /// <exception cref="MilvusException">The schema is wrong, or another collection has the name.</exception>
    public async Task<MilvusCollection> CreateCollectionAsync(string name, MilvusSchema schema, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var declared = new CollectionSchema { Name = name, Description = schema.Description, EnableDynamicField = schema.HasDynamicFields, Fields = { schema.Fields.Select(field => field.ToSchema()) } };
        var request = new CreateCollectionRequest { CollectionName = name, Schema = declared.ToByteString(), ShardsNum = 1, ConsistencyLevel = ConsistencyLevel.Strong };
        await CallAsync(request, (service, asked, options) => service.CreateCollectionAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false);
        return GetCollection(name);
    }

    /// <summary>A collection by its name or an alias; asks nobody whether it is there.</summary>
    public MilvusCollection GetCollection(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new MilvusCollection(name, transport, time);
    }

    /// <summary>Gives a collection another name, too.</summary>
    /// <exception cref="MilvusException">The name is taken, or the collection is not there.</exception>
    public Task CreateAliasAsync(string alias, string collection, CancellationToken cancellationToken = default) =>
        CallAsync(new CreateAliasRequest { Alias = alias, CollectionName = collection }, (service, asked, options) => service.CreateAliasAsync(asked, options), canRepeat: true, cancellationToken);

    /// <summary>Lets an alias name another collection.</summary>
    /// <exception cref="MilvusNotFoundException">There is no such alias or collection.</exception>
    public Task AlterAliasAsync(string alias, string collection, CancellationToken cancellationToken = default) =>
        CallAsync(new AlterAliasRequest { Alias = alias, CollectionName = collection }, (service, asked, options) => service.AlterAliasAsync(asked, options), canRepeat: true, cancellationToken);

    /// <summary>Drops an alias.</summary>
    public Task DropAliasAsync(string alias, CancellationToken cancellationToken = default) =>
        CallAsync(new DropAliasRequest { Alias = alias }, (service, asked, options) => service.DropAliasAsync(asked, options), canRepeat: true, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => transport.Dispose();

    private Task<TResponse> CallAsync<TRequest, TResponse>(
        TRequest request,
        Func<MilvusService.MilvusServiceClient, TRequest, Grpc.Core.CallOptions, Grpc.Core.AsyncUnaryCall<TResponse>> call,
        bool canRepeat,
        CancellationToken cancellationToken)
        where TRequest : IMessage
        where TResponse : IMessage => transport.CallAsync(collection: null, request, call, canRepeat, cancellationToken);
}
