using Grpc.Core;
using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Storage;
using Lab.Milvus.Protocol;
using Status = Lab.Milvus.Protocol.Status;

namespace Lab.Engines.Milvus.Calls;

/// <summary>Loading: rows are in memory anyway, but what is not loaded cannot be read, as with Milvus.</summary>
internal sealed partial class MilvusCalls
{
    public override Task<Status> LoadCollection(LoadCollectionRequest request, ServerCallContext context)
    {
        RefusePartial(request.LoadFields.Count > 0, request.ReplicaNumber);
        return LoadAsync(request.DbName, request.CollectionName, [], context);
    }

    public override Task<Status> LoadPartitions(LoadPartitionsRequest request, ServerCallContext context)
    {
        RefusePartial(request.LoadFields.Count > 0, request.ReplicaNumber);
        return LoadAsync(request.DbName, request.CollectionName, request.PartitionNames, context);
    }

    public override async Task<Status> ReleaseCollection(ReleaseCollectionRequest request, ServerCallContext context)
    {
        await UpdateAsync(request.DbName, request.CollectionName, (_, record) => SetLoaded(record.Partitions, loaded: false), context).ConfigureAwait(false);
        return Success();
    }

    public override async Task<Status> ReleasePartitions(ReleasePartitionsRequest request, ServerCallContext context)
    {
        await UpdateAsync(
            request.DbName,
            request.CollectionName,
            (collection, record) => SetLoaded(Chosen(collection, record, request.PartitionNames), loaded: false),
            context).ConfigureAwait(false);
        return Success();
    }

    public override Task<GetLoadingProgressResponse> GetLoadingProgress(GetLoadingProgressRequest request, ServerCallContext context)
    {
        var collection = Require(request.DbName, request.CollectionName, context);
        if (!Chosen(collection, collection.Record, request.PartitionNames).Any(partition => partition.Loaded))
        {
            throw CallException.NotLoaded(collection.Id);
        }

        return Task.FromResult(new GetLoadingProgressResponse { Status = Success(), Progress = 100, RefreshProgress = 100 });
    }

    public override Task<GetLoadStateResponse> GetLoadState(GetLoadStateRequest request, ServerCallContext context)
    {
        var state = catalog.Find(DatabaseOf(request.DbName, context), request.CollectionName) is not { } collection
            ? LoadState.NotExist
            : Chosen(collection, collection.Record, request.PartitionNames).Any(partition => partition.Loaded) ? LoadState.Loaded : LoadState.NotLoad;
        return Task.FromResult(new GetLoadStateResponse { Status = Success(), State = state });
    }

    private static void RefusePartial(bool someFields, int replicas)
    {
        if (someFields)
        {
            throw CallException.Unsupported("loading some fields only");
        }

        if (replicas > 1)
        {
            throw CallException.Unsupported("more than one replica");
        }
    }

    private static void SetLoaded(IEnumerable<PartitionRecord> partitions, bool loaded)
    {
        foreach (var partition in partitions)
        {
            partition.Loaded = loaded;
        }
    }

    private static List<PartitionRecord> Chosen(Collection collection, CollectionRecord record, IReadOnlyCollection<string> names)
    {
        var ids = names.Select(name => collection.Partition(name).Id).ToHashSet();
        return [.. record.Partitions.Where(partition => names.Count == 0 || ids.Contains(partition.Id))];
    }

    private async Task<Status> LoadAsync(string database, string name, IReadOnlyCollection<string> partitions, ServerCallContext context)
    {
        await UpdateAsync(
            database,
            name,
            (collection, record) =>
            {
                if (collection.Schema.Vectors.Any(field => collection.IndexOf(field.Name) is null))
                {
                    throw new CallException(700, ErrorCode.IndexNotExist, $"index not found[collection={name}]");
                }

                SetLoaded(Chosen(collection, record, partitions), loaded: true);
            },
            context).ConfigureAwait(false);
        return Success();
    }

    private Task UpdateAsync(string database, string name, Action<Collection, CollectionRecord> change, ServerCallContext context) =>
        catalog.UpdateAsync(DatabaseOf(database, context), name, change, context.CancellationToken);
}
