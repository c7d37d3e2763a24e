using Grpc.Core;
using Lab.Engines.Milvus.Access;
using Lab.Engines.Milvus.Collections;
using Lab.Milvus.Protocol;
using Status = Lab.Milvus.Protocol.Status;

namespace Lab.Engines.Milvus.Calls;

/// <summary>Answers Milvus's calls; errors are thrown as <see cref="CallException"/> and made answers by <see cref="StatusInterceptor"/>.</summary>
internal sealed partial class MilvusCalls(Catalog catalog, UserDirectory users) : MilvusService.MilvusServiceBase
{
    /// <summary>The version that the server says it is: the one whose protocol it speaks, marked as the lab's emulator.</summary>
    public const string Version = "v2.5.27-lab";

    private const string DatabaseHeader = "dbname";

    public override Task<ConnectResponse> Connect(ConnectRequest request, ServerCallContext context) => Task.FromResult(new ConnectResponse
    {
        Status = Success(),
        ServerInfo = new ServerInfo { BuildTags = Version, DeployMode = "STANDALONE" },
        Identifier = catalog.Clock.Next(),
    });

    public override Task<GetVersionResponse> GetVersion(GetVersionRequest request, ServerCallContext context) =>
        Task.FromResult(new GetVersionResponse { Status = Success(), Version = Version });

    public override Task<CheckHealthResponse> CheckHealth(CheckHealthRequest request, ServerCallContext context) =>
        Task.FromResult(new CheckHealthResponse { Status = Success(), IsHealthy = true });

    public override Task<AllocTimestampResponse> AllocTimestamp(AllocTimestampRequest request, ServerCallContext context) =>
        Task.FromResult(new AllocTimestampResponse { Status = Success(), Timestamp = (ulong)catalog.Clock.Next() });

    public override async Task<Status> CreateDatabase(CreateDatabaseRequest request, ServerCallContext context)
    {
        Names.CheckDatabase(request.DbName);
        if (request.Properties.FirstOrDefault() is { } property)
        {
            throw CallException.Unsupported($"database property '{property.Key}'");
        }

        await catalog.CreateDatabaseAsync(request.DbName, context.CancellationToken).ConfigureAwait(false);
        return Success();
    }

    public override async Task<Status> DropDatabase(DropDatabaseRequest request, ServerCallContext context)
    {
        await catalog.DropDatabaseAsync(request.DbName, context.CancellationToken).ConfigureAwait(false);
        return Success();
    }

    public override Task<ListDatabasesResponse> ListDatabases(ListDatabasesRequest request, ServerCallContext context)
    {
        var databases = catalog.Databases.ToList();
        return Task.FromResult(new ListDatabasesResponse
        {
            Status = Success(),
            DbNames = { databases.Select(database => database.Name) },
            CreatedTimestamp = { databases.Select(database => database.Created) },
            DbIds = { databases.Select(database => database.Id) },
        });
    }

    public override Task<DescribeDatabaseResponse> DescribeDatabase(DescribeDatabaseRequest request, ServerCallContext context)
    {
        var database = catalog.RequireDatabase(DatabaseOf(request.DbName, context));
        return Task.FromResult(new DescribeDatabaseResponse { Status = Success(), DbName = database.Name, DbID = database.Id, CreatedTimestamp = database.Created });
    }

    private static Status Success() => new();

    private static string DatabaseOf(string named, ServerCallContext context) =>
        named.Length > 0 ? named : context.RequestHeaders.GetValue(DatabaseHeader) is { Length: > 0 } header ? header : Catalog.DefaultDatabase;

    private Collection Require(string database, string name, ServerCallContext context) => catalog.Require(DatabaseOf(database, context), name);
}
