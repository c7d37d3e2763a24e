using Grpc.Core;
using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Storage;
using Lab.Milvus.Protocol;
using KeyValuePair = Lab.Milvus.Protocol.KeyValuePair;
using Status = Lab.Milvus.Protocol.Status;

namespace Lab.Engines.Milvus.Calls;

internal sealed partial class MilvusCalls
{
    /// <summary>In a description of an index: what searches really use, whatever was asked for.</summary>
    private const string UsedKey = "lab.used";

    private const string UsedValue = "exact scan of all rows (8-bit codes, then floating point)";

    public override async Task<Status> CreateIndex(CreateIndexRequest request, ServerCallContext context)
    {
        await UpdateAsync(
            request.DbName,
            request.CollectionName,
            (collection, record) =>
            {
                var field = collection.Schema.Find(request.FieldName) is { IsDynamic: false } found
                    ? found
                    : throw CallException.Unexpected($"cannot create index on non-exist field: {request.FieldName}");
                IndexChecks.Check(field, request.ExtraParams);
                var name = request.IndexName.Length > 0 ? request.IndexName : request.FieldName;
                var index = new IndexRecord { Name = name, Field = field.Name, Parameters = { request.ExtraParams } };
                if (collection.IndexOf(field.Name) is { } existing)
                {
                    index.Id = existing.Id;
                    if (!index.Equals(existing))
                    {
                        throw CallException.Unexpected("CreateIndex failed: at most one distinct index is allowed per field");
                    }

                    return;
                }

                if (record.Indexes.Any(other => other.Name == name))
                {
                    throw CallException.Unexpected($"CreateIndex failed: index {name} is there already, on another field");
                }

                index.Id = catalog.Clock.Next();
                record.Indexes.Add(index);
            },
            context).ConfigureAwait(false);
        return Success();
    }

    public override Task<DescribeIndexResponse> DescribeIndex(DescribeIndexRequest request, ServerCallContext context)
    {
        var collection = Require(request.DbName, request.CollectionName, context);
        return Task.FromResult(new DescribeIndexResponse { Status = Success(), IndexDescriptions = { Describe(collection, request.FieldName, request.IndexName) } });
    }

    public override Task<GetIndexStatisticsResponse> GetIndexStatistics(GetIndexStatisticsRequest request, ServerCallContext context)
    {
        var collection = Require(request.DbName, request.CollectionName, context);
        return Task.FromResult(new GetIndexStatisticsResponse { Status = Success(), IndexDescriptions = { Describe(collection, field: "", request.IndexName) } });
    }

    public override Task<GetIndexStateResponse> GetIndexState(GetIndexStateRequest request, ServerCallContext context)
    {
        var collection = Require(request.DbName, request.CollectionName, context);
        var isThere = Indexes(collection, request.FieldName, request.IndexName).Count > 0;
        return Task.FromResult(new GetIndexStateResponse { Status = Success(), State = isThere ? IndexState.Finished : IndexState.None });
    }

    public override Task<GetIndexBuildProgressResponse> GetIndexBuildProgress(GetIndexBuildProgressRequest request, ServerCallContext context)
    {
        var collection = Require(request.DbName, request.CollectionName, context);
        var rows = Describe(collection, request.FieldName, request.IndexName)[0].TotalRows;
        return Task.FromResult(new GetIndexBuildProgressResponse { Status = Success(), IndexedRows = rows, TotalRows = rows });
    }

    public override async Task<Status> DropIndex(DropIndexRequest request, ServerCallContext context)
    {
        await UpdateAsync(
            request.DbName,
            request.CollectionName,
            (collection, record) =>
            {
                var dropped = Indexes(collection, request.FieldName, request.IndexName);
                if (dropped.Any(index => collection.Schema.Find(index.Field)!.IsVector) && collection.IsLoaded)
                {
                    throw CallException.Unexpected("index cannot be dropped, collection is loaded, please release it first");
                }

                dropped.ForEach(index => record.Indexes.Remove(index));
            },
            context).ConfigureAwait(false);
        return Success();
    }

    private static List<IndexRecord> Indexes(Collection collection, string field, string name) =>
    [
        .. collection.Record.Indexes.Where(index => (field.Length == 0 || index.Field == field) && (name.Length == 0 || index.Name == name)),
    ];

    private static List<IndexDescription> Describe(Collection collection, string field, string name)
    {
        var indexes = Indexes(collection, field, name);
        if (indexes.Count == 0)
        {
            throw CallException.IndexNotFound(name.Length > 0 ? $"indexName={name}" : $"collection={collection.Record.Name}");
        }

        var rows = collection.Record.Partitions.Sum(partition => collection.Rows.CountOf(partition.Id));
        return indexes.ConvertAll(index => new IndexDescription
        {
            IndexName = index.Name,
            IndexID = index.Id,
            FieldName = index.Field,
            Params = { index.Parameters, new KeyValuePair { Key = UsedKey, Value = UsedValue } },
            IndexedRows = rows,
            TotalRows = rows,
            State = IndexState.Finished,
        });
    }
}
