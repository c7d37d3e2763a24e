using System.Buffers.Binary;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Grpc.Core;
using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Columns;
using Lab.Engines.Milvus.Filters;
using Lab.Engines.Milvus.Queries;
using Lab.Engines.Milvus.Searching;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Calls;

internal sealed partial class MilvusCalls
{
    private const int LargestWindow = 16_384;
    private const int MostQueries = 16_384;
    private const string CountAll = "count(*)";

    public override Task<QueryResults> Query(QueryRequest request, ServerCallContext context)
    {
        RefuseNamespace(request.HasNamespace);
        var collection = Require(request.DbName, request.CollectionName, context);
        var parameters = new Parameters(request.QueryParams);
        parameters.Allow("query", "limit", "offset", "iterator", "reduce_stop_for_best", "collection_id", "ignore_growing", "timezone");
        var (offset, limit) = (parameters.Integer("offset") ?? 0, parameters.Integer("limit"));
        var filter = Filter.Parse(request.Expr, collection.Schema, request.ExprTemplateValues);
        var isCount = request.OutputFields.Any(field => field.Equals(CountAll, StringComparison.OrdinalIgnoreCase));
        if (filter.IsAll && limit is null && !isCount)
        {
            throw CallException.Unexpected("empty expression should be used with limit");
        }

        CheckWindow(offset, limit);
        var snapshot = Readable(collection, request.PartitionNames, "query");
        var rows = Rows(snapshot, filter, context.CancellationToken);
        if (isCount)
        {
            return Task.FromResult(Counted(collection, rows.Count));
        }

        rows.Sort((one, other) => RowKeys.Compare(collection.Schema, one, other));
        var page = rows.Skip((int)offset).Take((int)Math.Min(limit ?? int.MaxValue, int.MaxValue)).ToList();
        var output = OutputFields.Read(collection.Schema, request.OutputFields.Prepend(collection.Schema.Primary.Name));
        return Task.FromResult(new QueryResults
        {
            Status = Success(),
            CollectionName = request.CollectionName,
            FieldsData = { output.Gather(page, collection.Schema) },
            OutputFields = { output.Names },
            PrimaryFieldName = collection.Schema.Primary.Name,
        });
    }

    public override Task<SearchResults> Search(SearchRequest request, ServerCallContext context)
    {
        RefuseNamespace(request.HasNamespace);
        RefuseUnsupported(request);
        var collection = Require(request.DbName, request.CollectionName, context);
        var snapshot = Readable(collection, request.PartitionNames, "search");
        var plan = SearchPlan.Read(collection, request);
        var filter = Filter.Parse(request.Dsl, collection.Schema, request.ExprTemplateValues);
        var output = OutputFields.Read(collection.Schema, request.OutputFields);
        var queries = Queries(request.PlaceholderGroup, plan);
        var search = new Search(snapshot, plan.Vectors, filter, plan.Range, plan.Offset + plan.Limit);
        (Chunk Chunk, int Row) Place(Hit hit) => (snapshot.Slices[hit.Slice].Chunk, hit.Row);
        int Order(Hit one, Hit other) => other.Nearness.CompareTo(one.Nearness) is var order && order != 0
            ? order
            : RowKeys.Compare(collection.Schema, Place(one), Place(other));
        var answers = plan.Group is null
            ? search.Run(queries, Order, context.CancellationToken)
            : search.RunGrouped(queries, plan.Group, Order, context.CancellationToken);

        var hits = answers.Select(answer => answer.Skip(plan.Offset).ToList()).ToList();
        var rows = hits.SelectMany(answer => answer).Select(Place).ToList();
        var data = new SearchResultData
        {
            NumQueries = queries.Count,
            TopK = plan.Limit,
            Topks = { hits.Select(answer => (long)answer.Count) },
            Scores = { hits.SelectMany(answer => answer).Select(plan.Score) },
            Ids = RowKeys.Read(collection.Schema, rows),
            FieldsData = { output.Gather(rows, collection.Schema) },
            OutputFields = { request.OutputFields.Contains("*") ? output.Names : request.OutputFields },
            PrimaryFieldName = collection.Schema.Primary.Name,
        };
        if (plan.Group is not null)
        {
            data.GroupByFieldValue = new OutputFields([plan.Group], []).Gather(rows, collection.Schema).Single();
        }

        return Task.FromResult(new SearchResults { Status = Success(), CollectionName = request.CollectionName, Results = data });
    }

    /// <summary>Reads the vectors that are searched for.</summary>
    /// <exception cref="CallException">They cannot be read, or have the wrong dimension.</exception>
    internal static IReadOnlyList<PreparedQuery> Queries(ByteString placeholders, SearchPlan plan)
    {
        PlaceholderGroup group;
        try
        {
            group = PlaceholderGroup.Parser.ParseFrom(placeholders);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw CallException.Invalid($"the vectors to search for cannot be read: {error.Message}");
        }

        if (group.Placeholders is not [{ Type: PlaceholderType.FloatVector } placeholder])
        {
            throw CallException.Unsupported("a search for anything but one list of float vectors");
        }

        if (placeholder.Values.Count is 0 or > MostQueries)
        {
            throw CallException.Invalid($"nq [{placeholder.Values.Count}] is invalid, nq (number of search vector per search request) should be in range [1, {MostQueries}], but got {placeholder.Values.Count}");
        }

        return [.. placeholder.Values.Select(value => new PreparedQuery(Vector(value.Span, plan.Vectors), plan.Metric))];
    }

    private static float[] Vector(ReadOnlySpan<byte> bytes, Field field)
    {
        if (bytes.Length != field.Dimension * sizeof(float))
        {
            throw CallException.Unexpected($"vector dimension mismatch, expected vector size(byte) {field.Dimension * sizeof(float)}, actual {bytes.Length}");
        }

        var vector = new float[field.Dimension];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return vector.All(float.IsFinite) ? vector : throw CallException.Invalid("a vector to search for has a component that is no number");
    }

    private static void RefuseUnsupported(SearchRequest request)
    {
        var what = request switch
        {
            { SubReqs.Count: > 0 } => "a search made of others",
            { SearchByPrimaryKeys: true } => "a search by primary keys",
            { FunctionScore.Functions.Count: > 0 } => "a search scored by functions",
            { Highlighter: not null } => "a highlighter",
            { DslType: DslType.Dsl, Dsl.Length: > 0 } => "a filter in the old JSON language",
            _ => null,
        };
        if (what is not null)
        {
            throw CallException.Unsupported(what);
        }
    }

    private static void CheckWindow(long offset, long? limit)
    {
        if (limit is <= 0)
        {
            throw CallException.Unexpected($"limit [{limit}] is invalid, should be in range [1, {LargestWindow}], but got {limit}");
        }

        if (offset < 0 || offset + (limit ?? 1) > LargestWindow)
        {
            throw CallException.Unexpected($"invalid max query result window, (offset+limit) should be in range [1, {LargestWindow}], but got {offset + (limit ?? 1)}");
        }
    }

    // The rows of the loaded partitions among those that are named, or of all loaded ones.
    private static Snapshot Readable(Collection collection, RepeatedField<string> names, string what)
    {
        var record = collection.Record;
        if (names.FirstOrDefault(name => record.Partitions.All(partition => partition.Name != name)) is { } unknown)
        {
            throw CallException.Unexpected($"partition name {unknown} not found");
        }

        var chosen = record.Partitions.Where(partition => names.Count == 0 || names.Contains(partition.Name)).ToList();
        if (!collection.IsLoaded || (names.Count > 0 && chosen.Any(partition => !partition.Loaded)))
        {
            throw new CallException(101, ErrorCode.UnexpectedError, $"failed to {what}: collection not loaded[collection={collection.Id}]");
        }

        return collection.Rows.Current.Of(chosen.Where(partition => partition.Loaded).Select(partition => partition.Id).ToHashSet());
    }

    private static List<(Chunk Chunk, int Row)> Rows(Snapshot snapshot, Filter filter, CancellationToken cancellationToken)
    {
        var rows = new List<(Chunk Chunk, int Row)>();
        foreach (var slice in snapshot.Slices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var selected = filter.Select(slice, snapshot.Version);
            for (var row = 0; row < selected.Length; row++)
            {
                if (selected[row])
                {
                    rows.Add((slice.Chunk, row));
                }
            }
        }

        return rows;
    }

    private static QueryResults Counted(Collection collection, int rows) => new()
    {
        Status = Success(),
        CollectionName = collection.Record.Name,
        FieldsData = { new FieldData { Type = DataType.Int64, FieldName = CountAll, Scalars = new ScalarField { LongData = new LongArray { Data = { rows } } } } },
        OutputFields = { CountAll },
    };
}
