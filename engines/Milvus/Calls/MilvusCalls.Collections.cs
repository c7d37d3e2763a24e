using Google.Protobuf;
using Grpc.Core;
using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Storage;
using Lab.Milvus.Protocol;
using KeyValuePair = Lab.Milvus.Protocol.KeyValuePair;
using Status = Lab.Milvus.Protocol.Status;

namespace Lab.Engines.Milvus.Calls;

internal sealed partial class MilvusCalls
{
    private static readonly string[] CollectionProperties = ["collection.ttl.seconds", "mmap.enabled", "collection.autocompaction.enabled"];

    public override async Task<Status> CreateCollection(CreateCollectionRequest request, ServerCallContext context)
    {
        Names.CheckCollection(request.CollectionName);
        var schema = SchemaChecks.Complete(ReadSchema(request.Schema), request.CollectionName);
        if (request.NumPartitions > 1)
        {
            throw CallException.Unsupported("a number of partitions, which belongs to a partition key,");
        }

        foreach (var property in request.Properties)
        {
            if (!CollectionProperties.Contains(property.Key) || (property.Key == CollectionProperties[0] && property.Value is not ("0" or "")))
            {
                throw CallException.Unsupported($"collection property '{property.Key}' with value '{property.Value}'");
            }
        }

        var id = catalog.Clock.Next(2);
        var record = new CollectionRecord
        {
            Id = id,
            Database = DatabaseOf(request.DbName, context),
            Name = request.CollectionName,
            Schema = schema,
            Created = (ulong)id,
            Shards = Math.Max(1, request.ShardsNum),
            Consistency = request.ConsistencyLevel,
            Properties = { request.Properties },
            Partitions = { new PartitionRecord { Id = id + 1, Name = Collection.DefaultPartition, Created = (ulong)id } },
        };
        await catalog.CreateAsync(record, context.CancellationToken).ConfigureAwait(false);
        return Success();
    }

    public override async Task<Status> DropCollection(DropCollectionRequest request, ServerCallContext context)
    {
        await catalog.DropAsync(DatabaseOf(request.DbName, context), request.CollectionName, context.CancellationToken).ConfigureAwait(false);
        return Success();
    }

    public override Task<BoolResponse> HasCollection(HasCollectionRequest request, ServerCallContext context) => Task.FromResult(
        new BoolResponse { Status = Success(), Value = catalog.Find(DatabaseOf(request.DbName, context), request.CollectionName) is not null });

    public override Task<DescribeCollectionResponse> DescribeCollection(DescribeCollectionRequest request, ServerCallContext context)
    {
        var database = DatabaseOf(request.DbName, context);
        var isById = request.CollectionName.Length == 0 && request.CollectionID != 0;
        if ((isById ? catalog.Find(database, request.CollectionID) : catalog.Find(database, request.CollectionName)) is not { } collection)
        {
            // Milvus leaves the older code general in this call alone, and clients read the empty schema.
            var error = new CallException(100, ErrorCode.UnexpectedError, $"can't find collection collection not found[database={database}][collection={request.CollectionName}]");
            return Task.FromResult(new DescribeCollectionResponse { Status = error.ToStatus(), Schema = new CollectionSchema(), CollectionName = request.CollectionName, DbName = database });
        }

        var record = collection.Record;
        var schema = record.Schema.Clone();
        foreach (var dynamic in schema.Fields.Where(field => field.IsDynamic).ToList())
        {
            schema.Fields.Remove(dynamic);
        }

        return Task.FromResult(new DescribeCollectionResponse
        {
            Status = Success(),
            Schema = schema,
            CollectionID = record.Id,
            CreatedTimestamp = record.Created,
            CreatedUtcTimestamp = (ulong)HybridClock.ToMilliseconds(record.Created),
            ShardsNum = record.Shards,
            Aliases = { record.Aliases },
            ConsistencyLevel = record.Consistency,
            CollectionName = record.Name,
            Properties = { record.Properties },
            DbName = database,
            NumPartitions = record.Partitions.Count,
        });
    }

    public override Task<ShowCollectionsResponse> ShowCollections(ShowCollectionsRequest request, ServerCallContext context)
    {
        var collections = catalog.CollectionsOf(DatabaseOf(request.DbName, context))
            .Where(collection => request.CollectionNames.Count == 0 || request.CollectionNames.Contains(collection.Record.Name))
            .Where(collection => request.Type == ShowType.All || collection.IsLoaded)
            .ToList();
        var response = new ShowCollectionsResponse
        {
            Status = Success(),
            CollectionNames = { collections.Select(collection => collection.Record.Name) },
            CollectionIds = { collections.Select(collection => collection.Id) },
            CreatedTimestamps = { collections.Select(collection => collection.Record.Created) },
            CreatedUtcTimestamps = { collections.Select(collection => (ulong)HybridClock.ToMilliseconds(collection.Record.Created)) },
        };
        if (request.Type == ShowType.InMemory)
        {
            response.InMemoryPercentages.AddRange(collections.Select(_ => 100L));
            response.QueryServiceAvailable.AddRange(collections.Select(_ => true));
        }

        return Task.FromResult(response);
    }

    public override async Task<Status> RenameCollection(RenameCollectionRequest request, ServerCallContext context)
    {
        Names.CheckCollection(request.NewName);
        var database = DatabaseOf(request.DbName, context);
        if (request.NewDBName.Length > 0 && request.NewDBName != database)
        {
            throw CallException.Unsupported("moving a collection to another database");
        }

        await catalog.UpdateAsync(
            database,
            request.OldName,
            (collection, record) =>
            {
                if (record.Name != request.OldName)
                {
                    throw CallException.Unexpected($"unsupported use an alias to rename collection, alias:{request.OldName}");
                }

                if (catalog.Find(database, request.NewName) is not null)
                {
                    throw CallException.Unexpected($"duplicated new collection name {request.NewName} in database {database} with other collection name or alias");
                }

                record.Name = request.NewName;
                record.Schema.Name = request.NewName;
            },
            context.CancellationToken).ConfigureAwait(false);
        return Success();
    }

    public override Task<GetCollectionStatisticsResponse> GetCollectionStatistics(GetCollectionStatisticsRequest request, ServerCallContext context)
    {
        var collection = Require(request.DbName, request.CollectionName, context);
        return Task.FromResult(new GetCollectionStatisticsResponse
        {
            Status = Success(),
            Stats = { RowCount(collection.Record.Partitions.Sum(partition => collection.Rows.CountOf(partition.Id))) },
        });
    }

    private static KeyValuePair RowCount(long rows) =>
        new() { Key = "row_count", Value = rows.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private static CollectionSchema ReadSchema(ByteString schema)
    {
        try
        {
            return CollectionSchema.Parser.ParseFrom(schema);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw CallException.Invalid($"the schema cannot be read: {error.Message}");
        }
    }
}
