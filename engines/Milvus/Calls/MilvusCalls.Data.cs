using Google.Protobuf.Collections;
using Grpc.Core;
using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Columns;
using Lab.Engines.Milvus.Filters;
using Lab.Engines.Milvus.Queries;
using Lab.Engines.Milvus.Storage;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Calls;

internal sealed partial class MilvusCalls
{
    public override async Task<MutationResult> Insert(InsertRequest request, ServerCallContext context)
    {
        RefuseNamespace(request.HasNamespace);
        var collection = Require(request.DbName, request.CollectionName, context);
        var change = await WriteAsync(collection, request.PartitionName, request.FieldsData, request.NumRows, context).ConfigureAwait(false);
        return Written(collection.Schema, change, request.NumRows, upserted: false);
    }

    public override async Task<MutationResult> Upsert(UpsertRequest request, ServerCallContext context)
    {
        RefuseNamespace(request.HasNamespace);
        if (request.PartialUpdate)
        {
            throw CallException.Unsupported("a partial update");
        }

        var collection = Require(request.DbName, request.CollectionName, context);
        if (collection.Schema.Primary.IsAutoId)
        {
            throw CallException.Invalid("upsert can not assign primary field data when auto id enabled");
        }

        var change = await WriteAsync(collection, request.PartitionName, request.FieldsData, request.NumRows, context).ConfigureAwait(false);
        return Written(collection.Schema, change, request.NumRows, upserted: true);
    }

    public override async Task<MutationResult> Delete(DeleteRequest request, ServerCallContext context)
    {
        var collection = Require(request.DbName, request.CollectionName, context);
        var within = request.PartitionName.Length == 0 ? 0 : collection.Partition(request.PartitionName).Id;
        if (string.IsNullOrWhiteSpace(request.Expr))
        {
            throw CallException.Unexpected("failed to create delete plan: cannot parse expression: , error: an empty filter would delete everything");
        }

        var filter = Filter.Parse(request.Expr, collection.Schema, request.ExprTemplateValues);
        IDs? keys = filter.KeysAlone(collection.Schema);
        if (keys is null && !collection.IsLoaded)
        {
            throw CallException.NotLoaded(collection.Id);
        }

        var change = await collection.Rows.ChangeAsync(snapshot => new ChangeRecord { Deleted = keys ?? Find(collection, snapshot, filter, within), DeletedIn = within }, context.CancellationToken).ConfigureAwait(false);
        return new MutationResult { Status = Success(), IDs = new IDs(), DeleteCnt = (change.Deleted.IntId?.Data.Count ?? 0) + (change.Deleted.StrId?.Data.Count ?? 0), Timestamp = (ulong)catalog.Clock.Next() };
    }

    public override Task<FlushResponse> Flush(FlushRequest request, ServerCallContext context)
    {
        var database = DatabaseOf(request.DbName, context);
        var response = new FlushResponse { Status = Success(), DbName = database };
        foreach (var name in request.CollectionNames)
        {
            // What is acknowledged is on the disk: there is nothing left to do.
            var collection = catalog.Require(database, name);
            response.CollSegIDs[name] = new LongArray { Data = { collection.Id } };
            response.FlushCollSegIDs[name] = new LongArray();
            response.CollFlushTs[name] = (ulong)catalog.Clock.Next();
            response.CollSealTimes[name] = HybridClock.ToMilliseconds((ulong)catalog.Clock.Next()) / 1000;
        }

        return Task.FromResult(response);
    }

    public override Task<GetFlushStateResponse> GetFlushState(GetFlushStateRequest request, ServerCallContext context) =>
        Task.FromResult(new GetFlushStateResponse { Status = Success(), Flushed = true });

    public override Task<GetPersistentSegmentInfoResponse> GetPersistentSegmentInfo(GetPersistentSegmentInfoRequest request, ServerCallContext context)
    {
        var collection = Require(request.DbName, request.CollectionName, context);
        return Task.FromResult(new GetPersistentSegmentInfoResponse
        {
            Status = Success(),
            Infos =
            {
                collection.Record.Partitions.Select(partition => new PersistentSegmentInfo
                {
                    SegmentID = collection.Id,
                    CollectionID = collection.Id,
                    PartitionID = partition.Id,
                    NumRows = collection.Rows.CountOf(partition.Id),
                    State = SegmentState.Flushed,
                }),
            },
        });
    }

    private static void RefuseNamespace(bool isThere)
    {
        if (isThere)
        {
            throw CallException.Unsupported("a namespace");
        }
    }

    private static IDs Find(Collection collection, Snapshot snapshot, Filter filter, long within)
    {
        var rows = new List<(Chunk Chunk, int Row)>();
        foreach (var slice in snapshot.Slices.Where(slice => within == 0 || slice.Partition == within))
        {
            var selected = filter.Select(slice, snapshot.Version);
            rows.AddRange(Enumerable.Range(0, selected.Length).Where(row => selected[row]).Select(row => (slice.Chunk, row)));
        }

        return RowKeys.Read(collection.Schema, rows);
    }

    private static MutationResult Written(Schema schema, ChangeRecord change, uint rows, bool upserted)
    {
        var keys = change.Columns.First(data => data.FieldId == schema.Primary.Id).Scalars;
        return new MutationResult
        {
            Status = Success(),
            IDs = schema.HasIntegerKey ? new IDs { IntId = new LongArray { Data = { keys.LongData.Data } } } : new IDs { StrId = new StringArray { Data = { keys.StringData.Data } } },
            SuccIndex = { Enumerable.Range(0, (int)rows).Select(row => (uint)row) },
            InsertCnt = rows,
            UpsertCnt = upserted ? rows : 0,
            DeleteCnt = upserted ? rows : 0,
        };
    }

    private async Task<ChangeRecord> WriteAsync(Collection collection, string partition, RepeatedField<FieldData> columns, uint rows, ServerCallContext context)
    {
        var target = collection.Partition(partition).Id;
        var checkedColumns = new InsertReader(collection.Schema, catalog.Clock).Read(columns, rows);
        var change = new ChangeRecord { Partition = target, Rows = rows, Columns = { checkedColumns } };
        return await collection.Rows.ChangeAsync(_ => change, context.CancellationToken).ConfigureAwait(false);
    }
}
