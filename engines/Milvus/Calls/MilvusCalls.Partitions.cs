using Grpc.Core;
using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Storage;
using Lab.Milvus.Protocol;
using Status = Lab.Milvus.Protocol.Status;

namespace Lab.Engines.Milvus.Calls;

internal sealed partial class MilvusCalls
{
    private const int MostPartitions = 1024;

    public override async Task<Status> CreatePartition(CreatePartitionRequest request, ServerCallContext context)
    {
        Names.CheckPartition(request.PartitionName);
        await UpdateAsync(
            request.DbName,
            request.CollectionName,
            (_, record) =>
            {
                if (record.Partitions.Any(partition => partition.Name == request.PartitionName))
                {
                    return;
                }

                if (record.Partitions.Count >= MostPartitions)
                {
                    throw CallException.Unexpected($"partition number ({record.Partitions.Count}) exceeds max configuration ({MostPartitions}), collection: {record.Name}");
                }

                var id = catalog.Clock.Next();
                record.Partitions.Add(new PartitionRecord { Id = id, Name = request.PartitionName, Created = (ulong)id, Loaded = record.Partitions.All(partition => partition.Loaded) });
            },
            context).ConfigureAwait(false);
        return Success();
    }

    public override async Task<Status> DropPartition(DropPartitionRequest request, ServerCallContext context)
    {
        Names.CheckPartition(request.PartitionName);
        await UpdateAsync(
            request.DbName,
            request.CollectionName,
            (_, record) =>
            {
                if (record.Partitions.FirstOrDefault(partition => partition.Name == request.PartitionName) is not { } dropped)
                {
                    return;
                }

                if (dropped.Loaded)
                {
                    throw CallException.Unexpected("partition cannot be dropped, partition is loaded, please release it first");
                }

                if (dropped.Name == Collection.DefaultPartition)
                {
                    throw CallException.Unexpected("default partition cannot be deleted");
                }

                record.Partitions.Remove(dropped);
            },
            context).ConfigureAwait(false);
        return Success();
    }

    public override Task<BoolResponse> HasPartition(HasPartitionRequest request, ServerCallContext context)
    {
        var collection = Require(request.DbName, request.CollectionName, context);
        return Task.FromResult(new BoolResponse { Status = Success(), Value = collection.Record.Partitions.Any(partition => partition.Name == request.PartitionName) });
    }

    public override Task<ShowPartitionsResponse> ShowPartitions(ShowPartitionsRequest request, ServerCallContext context)
    {
        var collection = Require(request.DbName, request.CollectionName, context);
        var partitions = collection.Record.Partitions
            .Where(partition => request.PartitionNames.Count == 0 || request.PartitionNames.Contains(partition.Name))
            .Where(partition => request.Type == ShowType.All || partition.Loaded)
            .ToList();
        var response = new ShowPartitionsResponse
        {
            Status = Success(),
            PartitionNames = { partitions.Select(partition => partition.Name) },
            PartitionIDs = { partitions.Select(partition => partition.Id) },
            CreatedTimestamps = { partitions.Select(partition => partition.Created) },
            CreatedUtcTimestamps = { partitions.Select(partition => (ulong)HybridClock.ToMilliseconds(partition.Created)) },
        };
        if (request.Type == ShowType.InMemory)
        {
            response.InMemoryPercentages.AddRange(partitions.Select(_ => 100L));
        }

        return Task.FromResult(response);
    }

    public override Task<GetPartitionStatisticsResponse> GetPartitionStatistics(GetPartitionStatisticsRequest request, ServerCallContext context)
    {
        var collection = Require(request.DbName, request.CollectionName, context);
        var rows = collection.Rows.CountOf(collection.Partition(request.PartitionName).Id);
        return Task.FromResult(new GetPartitionStatisticsResponse { Status = Success(), Stats = { RowCount(rows) } });
    }
}
