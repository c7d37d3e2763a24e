using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Google.Protobuf;
using Lab.Milvus.Protocol;
using KeyValuePair = Lab.Milvus.Protocol.KeyValuePair;

namespace Lab.Hosting.Clients.Milvus;

/// <summary>A collection of a <see cref="MilvusClient"/>: what it is, and its rows.</summary>
public sealed class MilvusCollection
{
    private static readonly TimeSpan LoadPause = TimeSpan.FromMilliseconds(50);

    private readonly MilvusTransport transport;
    private readonly TimeProvider time;

    internal MilvusCollection(string name, MilvusTransport transport, TimeProvider time)
    {
        Name = name;
        this.transport = transport;
        this.time = time;
    }

    /// <summary>Its name, or the alias that it was asked for by.</summary>
    public string Name { get; }

    /// <summary>Asks for its schema.</summary>
    /// <exception cref="MilvusNotFoundException">It is not there.</exception>
    public async Task<MilvusCollectionInfo> DescribeAsync(CancellationToken cancellationToken = default)
    {
        var found = await CallAsync(new DescribeCollectionRequest { CollectionName = Name }, (service, asked, options) => service.DescribeCollectionAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false);
        var schema = new MilvusSchema([.. found.Schema.Fields.Select(MilvusField.From)]) { HasDynamicFields = found.Schema.EnableDynamicField, Description = found.Schema.Description };
        return new MilvusCollectionInfo(found.CollectionName, found.CollectionID, schema, [.. found.Aliases]);
    }

    /// <summary>Drops it.</summary>
    public Task DropAsync(CancellationToken cancellationToken = default) =>
        CallAsync(new DropCollectionRequest { CollectionName = Name }, (service, asked, options) => service.DropCollectionAsync(asked, options), canRepeat: true, cancellationToken);

    /// <summary>Makes a partition; the same twice is no error.</summary>
    public Task CreatePartitionAsync(string partition, CancellationToken cancellationToken = default) => CallAsync(
        new CreatePartitionRequest { CollectionName = Name, PartitionName = partition }, (service, asked, options) => service.CreatePartitionAsync(asked, options), canRepeat: true, cancellationToken);

    /// <summary>Drops a partition that is not loaded, with its rows.</summary>
    public Task DropPartitionAsync(string partition, CancellationToken cancellationToken = default) => CallAsync(
        new DropPartitionRequest { CollectionName = Name, PartitionName = partition }, (service, asked, options) => service.DropPartitionAsync(asked, options), canRepeat: true, cancellationToken);

    /// <summary>The names of the partitions.</summary>
    public async Task<IReadOnlyList<string>> ListPartitionsAsync(CancellationToken cancellationToken = default) =>
        [.. (await CallAsync(new ShowPartitionsRequest { CollectionName = Name }, (service, asked, options) => service.ShowPartitionsAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false)).PartitionNames];

    /// <summary>Makes an index; the same twice is no error. Each vector field needs one before the collection is loaded.</summary>
    /// <exception cref="MilvusException">The field is not there or has another index, or the server does not know the kind or its parameters.</exception>
    public Task CreateIndexAsync(string field, MilvusIndex index, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        var request = new CreateIndexRequest { CollectionName = Name, FieldName = field, IndexName = index.Name ?? "", ExtraParams = { Pair("index_type", index.Type) } };
        if (index.Metric is { } metric)
        {
            request.ExtraParams.Add(Pair("metric_type", MilvusMetrics.Name(metric)));
        }

        if (index.Parameters.Count > 0)
        {
            request.ExtraParams.Add(Pair("params", JsonSerializer.Serialize(index.Parameters)));
        }

        return CallAsync(request, (service, asked, options) => service.CreateIndexAsync(asked, options), canRepeat: true, cancellationToken);
    }

    /// <summary>Asks for the indexes.</summary>
    /// <exception cref="MilvusNotFoundException">There is none.</exception>
    public async Task<IReadOnlyList<MilvusIndexInfo>> DescribeIndexesAsync(CancellationToken cancellationToken = default)
    {
        var found = await CallAsync(new DescribeIndexRequest { CollectionName = Name }, (service, asked, options) => service.DescribeIndexAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false);
        return [.. found.IndexDescriptions.Select(index => new MilvusIndexInfo(index.IndexName, index.FieldName, index.Params.ToDictionary(pair => pair.Key, pair => pair.Value), index.IndexedRows))];
    }

    /// <summary>Drops an index.</summary>
    /// <param name="index">Its name, which is the field's unless another was given.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task DropIndexAsync(string index, CancellationToken cancellationToken = default) =>
        CallAsync(new DropIndexRequest { CollectionName = Name, IndexName = index }, (service, asked, options) => service.DropIndexAsync(asked, options), canRepeat: true, cancellationToken);

    /// <summary>Loads it, and waits until it can be searched.</summary>
    /// <exception cref="MilvusNotFoundException">It is not there, or a vector field has no index.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken = default)
    {
        await CallAsync(new LoadCollectionRequest { CollectionName = Name, ReplicaNumber = 1 }, (service, asked, options) => service.LoadCollectionAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false);
        while ((await CallAsync(new GetLoadStateRequest { CollectionName = Name }, (service, asked, options) => service.GetLoadStateAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false)).State != LoadState.Loaded)
        {
            await Task.Delay(LoadPause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Releases it: it cannot be searched until it is loaded again.</summary>
    public Task ReleaseAsync(CancellationToken cancellationToken = default) =>
        CallAsync(new ReleaseCollectionRequest { CollectionName = Name }, (service, asked, options) => service.ReleaseCollectionAsync(asked, options), canRepeat: true, cancellationToken);

    /// <summary>Writes rows.</summary>
    /// <param name="columns">The rows, field by field: all fields but those whose values the server gives out.</param>
    /// <param name="partition">The partition; null for the default one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The primary keys: longs or strings.</returns>
    /// <exception cref="MilvusException">The rows do not fit the schema.</exception>
    public async Task<IReadOnlyList<object>> InsertAsync(IReadOnlyCollection<MilvusColumn> columns, string? partition = null, CancellationToken cancellationToken = default)
    {
        var request = new InsertRequest { CollectionName = Name, PartitionName = partition ?? "", NumRows = Rows(columns), FieldsData = { columns.Select(column => column.Data) } };
        return Keys((await CallAsync(request, (service, asked, options) => service.InsertAsync(asked, options), canRepeat: false, cancellationToken).ConfigureAwait(false)).IDs);
    }

    /// <summary>Writes rows in place of those with the same primary keys.</summary>
    /// <inheritdoc cref="InsertAsync"/>
    public async Task<IReadOnlyList<object>> UpsertAsync(IReadOnlyCollection<MilvusColumn> columns, string? partition = null, CancellationToken cancellationToken = default)
    {
        var request = new UpsertRequest { CollectionName = Name, PartitionName = partition ?? "", NumRows = Rows(columns), FieldsData = { columns.Select(column => column.Data) } };
        return Keys((await CallAsync(request, (service, asked, options) => service.UpsertAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false)).IDs);
    }

    /// <summary>Deletes rows.</summary>
    /// <param name="filter">Which, in Milvus's boolean language.</param>
    /// <param name="partition">The partition; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number of rows, as the server counts: of a filter that lists primary keys, the keys.</returns>
    public async Task<long> DeleteAsync(string filter, string? partition = null, CancellationToken cancellationToken = default) =>
        (await CallAsync(new DeleteRequest { CollectionName = Name, PartitionName = partition ?? "", Expr = filter }, (service, asked, options) => service.DeleteAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false)).DeleteCnt;

    /// <summary>Lets the server write all that was inserted to its storage.</summary>
    public Task FlushAsync(CancellationToken cancellationToken = default) =>
        CallAsync(new FlushRequest { CollectionNames = { Name } }, (service, asked, options) => service.FlushAsync(asked, options), canRepeat: true, cancellationToken);

    /// <summary>Counts rows.</summary>
    /// <param name="filter">Which, in Milvus's boolean language; empty for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<long> CountAsync(string filter = "", CancellationToken cancellationToken = default)
    {
        var found = await AskAsync(new MilvusQuery(filter) { OutputFields = ["count(*)"] }, cancellationToken).ConfigureAwait(false);
        return found.FieldsData.Single().Scalars.LongData.Data.Single();
    }

    /// <summary>Reads rows, in the order of their primary keys.</summary>
    public async Task<IReadOnlyList<MilvusRow>> QueryAsync(MilvusQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var found = await AskAsync(query, cancellationToken).ConfigureAwait(false);
        return MilvusRow.From(found.FieldsData, found.FieldsData.Count == 0 ? 0 : Count(found.FieldsData.First(data => data.Scalars is not null)));
    }

    /// <summary>Reads any number of rows, in the order of their primary keys, in batches.</summary>
    /// <param name="query">The question; its limit and offset do not count.</param>
    /// <param name="batch">The rows of one call, 1 to 16,384.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<MilvusRow> IterateAsync(MilvusQuery query, int batch = 1000, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var key = (await DescribeAsync(cancellationToken).ConfigureAwait(false)).Schema.Fields.First(field => field.IsPrimaryKey);
        for (var after = ""; ;)
        {
            var filter = string.Join(" && ", new[] { query.Filter, after }.Where(part => part.Length > 0).Select(part => $"({part})"));
            var rows = await QueryAsync(query with { Filter = filter, Limit = batch, Offset = 0 }, cancellationToken).ConfigureAwait(false);
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < batch)
            {
                yield break;
            }

            after = key.Type == MilvusDataType.Int64
                ? string.Create(CultureInfo.InvariantCulture, $"{key.Name} > {rows[^1].Get<long>(key.Name)}")
                : $"{key.Name} > \"{rows[^1].Get<string>(key.Name).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        }
    }

    /// <summary>Finds the nearest rows of each vector, nearest first.</summary>
    /// <exception cref="MilvusNotLoadedException">The collection is not loaded.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<MilvusHit>>> SearchAsync(MilvusSearch search, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        var found = (await CallAsync(MilvusSearches.Request(Name, search), (service, asked, options) => service.SearchAsync(asked, options), canRepeat: true, cancellationToken).ConfigureAwait(false)).Results;
        return MilvusSearches.Hits(found, search.Vectors.Count);
    }

    internal static IReadOnlyList<object> Keys(IDs? keys) =>
        keys?.StrId is { } texts ? [.. texts.Data] : [.. (keys?.IntId?.Data ?? []).Cast<object>()];

    private static KeyValuePair Pair(string key, string value) => new() { Key = key, Value = value };

    private static int Count(FieldData column) => column.Scalars.DataCase switch
    {
        ScalarField.DataOneofCase.LongData => column.Scalars.LongData.Data.Count,
        ScalarField.DataOneofCase.StringData => column.Scalars.StringData.Data.Count,
        ScalarField.DataOneofCase.IntData => column.Scalars.IntData.Data.Count,
        ScalarField.DataOneofCase.BoolData => column.Scalars.BoolData.Data.Count,
        ScalarField.DataOneofCase.FloatData => column.Scalars.FloatData.Data.Count,
        ScalarField.DataOneofCase.DoubleData => column.Scalars.DoubleData.Data.Count,
        ScalarField.DataOneofCase.JsonData => column.Scalars.JsonData.Data.Count,
        ScalarField.DataOneofCase.ArrayData => column.Scalars.ArrayData.Data.Count,
        _ => 0,
    };

    private static uint Rows(IReadOnlyCollection<MilvusColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var rows = columns.FirstOrDefault()?.Count ?? 0;
        return columns.All(column => column.Count == rows) ? (uint)rows : throw new ArgumentException("The columns differ in their number of rows.", nameof(columns));
    }

    private Task<QueryResults> AskAsync(MilvusQuery query, CancellationToken cancellationToken)
    {
        var request = new QueryRequest { CollectionName = Name, Expr = query.Filter, OutputFields = { query.OutputFields }, PartitionNames = { query.Partitions } };
        if (query.Limit is { } limit)
        {
            request.QueryParams.Add(Pair("limit", limit.ToString(CultureInfo.InvariantCulture)));
        }

        if (query.Offset > 0)
        {
            request.QueryParams.Add(Pair("offset", query.Offset.ToString(CultureInfo.InvariantCulture)));
        }

        return CallAsync(request, (service, asked, options) => service.QueryAsync(asked, options), canRepeat: true, cancellationToken);
    }

    private Task<TResponse> CallAsync<TRequest, TResponse>(
        TRequest request,
        Func<MilvusService.MilvusServiceClient, TRequest, Grpc.Core.CallOptions, Grpc.Core.AsyncUnaryCall<TResponse>> call,
        bool canRepeat,
        CancellationToken cancellationToken)
        where TRequest : IMessage
        where TResponse : IMessage => transport.CallAsync(Name, request, call, canRepeat, cancellationToken);
}
