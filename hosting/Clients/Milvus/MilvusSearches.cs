using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Lab.Milvus.Protocol;
using KeyValuePair = Lab.Milvus.Protocol.KeyValuePair;

namespace Lab.Hosting.Clients.Milvus;

/// <summary>Writes searches and reads their answers.</summary>
internal static class MilvusSearches
{
    public static SearchRequest Request(string collection, MilvusSearch search)
    {
        var parameters = search.Parameters.ToDictionary(pair => pair.Key, pair => (object)pair.Value);
        if (search.Radius is { } radius)
        {
            parameters["radius"] = radius;
        }

        if (search.RangeFilter is { } filter)
        {
            parameters["range_filter"] = filter;
        }

        var request = new SearchRequest
        {
            CollectionName = collection,
            PartitionNames = { search.Partitions },
            Dsl = search.Filter,
            DslType = DslType.BoolExprV1,
            PlaceholderGroup = Placeholders(search.Vectors).ToByteString(),
            OutputFields = { search.OutputFields },
            Nq = search.Vectors.Count,
            SearchParams =
            {
                Pair("anns_field", search.Field),
                Pair("topk", search.Limit.ToString(CultureInfo.InvariantCulture)),
                Pair("params", JsonSerializer.Serialize(parameters)),
                Pair("round_decimal", "-1"),
            },
        };
        if (search.Consistency == MilvusConsistency.Eventual)
        {
            // The level alone does not keep a server from waiting: the moment to wait for is the first there is.
            request.ConsistencyLevel = ConsistencyLevel.Eventually;
            request.GuaranteeTimestamp = 1;
        }

        if (search.Offset > 0)
        {
            request.SearchParams.Add(Pair("offset", search.Offset.ToString(CultureInfo.InvariantCulture)));
        }

        if (search.Metric is { } metric)
        {
            request.SearchParams.Add(Pair("metric_type", MilvusMetrics.Name(metric)));
        }

        if (search.GroupBy is { } group)
        {
            request.SearchParams.Add(Pair("group_by_field", group));
        }

        return request;
    }

    public static IReadOnlyList<IReadOnlyList<MilvusHit>> Hits(SearchResultData? data, int queries)
    {
        var answers = new List<IReadOnlyList<MilvusHit>>();
        var at = 0;
        var keys = MilvusCollection.Keys(data?.Ids);
        var rows = MilvusRow.From(data?.FieldsData ?? [], keys.Count);
        foreach (var count in data?.Topks ?? [])
        {
            answers.Add([.. Enumerable.Range(at, (int)count).Select(hit => new MilvusHit(keys[hit], data!.Scores[hit], rows[hit]))]);
            at += (int)count;
        }

        while (answers.Count < queries)
        {
            answers.Add([]);
        }

        return answers;
    }

    private static PlaceholderGroup Placeholders(IReadOnlyList<float[]> vectors) => new()
    {
        Placeholders = { new PlaceholderValue { Tag = "$0", Type = PlaceholderType.FloatVector, Values = { vectors.Select(Bytes) } } },
    };

    private static ByteString Bytes(float[] vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
        }

        return ByteString.CopyFrom(bytes);
    }

    private static KeyValuePair Pair(string key, string value) => new() { Key = key, Value = value };
}
