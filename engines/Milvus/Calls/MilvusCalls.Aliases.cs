using Grpc.Core;
using Lab.Engines.Milvus.Collections;
using Lab.Milvus.Protocol;
using Status = Lab.Milvus.Protocol.Status;

namespace Lab.Engines.Milvus.Calls;

internal sealed partial class MilvusCalls
{
    private const int AliasNotFoundCode = 1600;
    private const int AliasConflictCode = 1601;
    private const int AliasTakenCode = 1602;

    public override async Task<Status> CreateAlias(CreateAliasRequest request, ServerCallContext context)
    {
        Names.CheckAlias(request.Alias);
        var database = DatabaseOf(request.DbName, context);
        await UpdateAsync(
            request.DbName,
            request.CollectionName,
            (collection, record) =>
            {
                var taken = catalog.Find(database, request.Alias);
                if (taken is not null && taken.Record.Name == request.Alias)
                {
                    throw new CallException(AliasConflictCode, ErrorCode.UnexpectedError, $"alias and collection name conflict[database={database}][alias={request.Alias}]");
                }

                if (taken is not null && taken != collection)
                {
                    throw new CallException(AliasTakenCode, ErrorCode.UnexpectedError, $"{request.Alias} is alias to another collection: {taken.Record.Name}: alias already exist[database={database}][alias={request.Alias}]");
                }

                if (taken is null)
                {
                    record.Aliases.Add(request.Alias);
                }
            },
            context).ConfigureAwait(false);
        return Success();
    }

    public override async Task<Status> DropAlias(DropAliasRequest request, ServerCallContext context)
    {
        if (catalog.FindAlias(DatabaseOf(request.DbName, context), request.Alias) is { } collection)
        {
            await UpdateAsync(request.DbName, collection.Record.Name, (_, record) => record.Aliases.Remove(request.Alias), context).ConfigureAwait(false);
        }

        return Success();
    }

    public override async Task<Status> AlterAlias(AlterAliasRequest request, ServerCallContext context)
    {
        var database = DatabaseOf(request.DbName, context);
        var before = RequireAlias(database, request.Alias);
        var after = catalog.Require(database, request.CollectionName);
        if (before == after)
        {
            return Success();
        }

        await catalog.MoveAliasAsync(before, after, request.Alias, context.CancellationToken).ConfigureAwait(false);
        return Success();
    }

    public override Task<DescribeAliasResponse> DescribeAlias(DescribeAliasRequest request, ServerCallContext context)
    {
        var database = DatabaseOf(request.DbName, context);
        var collection = RequireAlias(database, request.Alias);
        return Task.FromResult(new DescribeAliasResponse { Status = Success(), DbName = database, Alias = request.Alias, Collection = collection.Record.Name });
    }

    public override Task<ListAliasesResponse> ListAliases(ListAliasesRequest request, ServerCallContext context)
    {
        var database = DatabaseOf(request.DbName, context);
        var collections = request.CollectionName.Length == 0 ? catalog.CollectionsOf(database) : [catalog.Require(database, request.CollectionName)];
        return Task.FromResult(new ListAliasesResponse
        {
            Status = Success(),
            DbName = database,
            CollectionName = request.CollectionName,
            Aliases = { collections.SelectMany(collection => collection.Record.Aliases) },
        });
    }

    private Collection RequireAlias(string database, string alias) => catalog.FindAlias(database, alias)
        ?? throw new CallException(AliasNotFoundCode, ErrorCode.UnexpectedError, $"alias not found[database={database}][alias={alias}]");
}
