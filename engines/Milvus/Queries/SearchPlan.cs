using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Columns;
using Lab.Engines.Milvus.Searching;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Queries;

/// <summary>What a search asks for, its vectors and filter left out.</summary>
/// <param name="Vectors">The field that is searched.</param>
/// <param name="Metric">How near is measured.</param>
/// <param name="Limit">How many hits it wants.</param>
/// <param name="Offset">How many it skips.</param>
/// <param name="Range">Which hits count.</param>
/// <param name="Group">The field of whose values each may stand once in the answer.</param>
/// <param name="Decimals">The decimals of scores; -1 for all.</param>
internal sealed record SearchPlan(Field Vectors, Metric Metric, int Limit, int Offset, NearnessRange Range, Field? Group, int Decimals)
{
    private const int LargestWindow = 16_384;

    // Those from "nprobe" on trade recall for speed; here searches are exact, so that they have nothing to say.
    private static readonly string[] Known =
    [
        "anns_field", "topk", "limit", "offset", "metric_type", "round_decimal", "radius", "range_filter", "group_by_field", "ignore_growing", "timezone",
        "nprobe", "ef", "itopk_size", "search_width", "min_iterations", "max_iterations", "team_size", "level",
    ];

    /// <exception cref="CallException">A parameter is wrong or unknown.</exception>
    public static SearchPlan Read(Collection collection, SearchRequest request)
    {
        var parameters = new Parameters(request.SearchParams);
        parameters.Allow("search", Known);
        var vectors = VectorField(collection.Schema, parameters.Text("anns_field") ?? "");
        var metric = MetricOf(collection, vectors, parameters.Text("metric_type"));
        var limit = parameters.Integer("topk") ?? parameters.Integer("limit") ?? throw CallException.Invalid("topk is not given");
        var offset = parameters.Integer("offset") ?? 0;
        if (limit is < 1 or > LargestWindow)
        {
            throw CallException.Unexpected($"topk [{limit}] is invalid, top k should be in range [1, {LargestWindow}], but got {limit}");
        }

        if (offset < 0 || offset + limit > LargestWindow)
        {
            throw CallException.Unexpected($"offset [{offset}] is invalid, (offset+limit) should be in range [1, {LargestWindow}], but got {offset + limit}");
        }

        var decimals = parameters.Integer("round_decimal") ?? -1;
        if (decimals is < -1 or > 6)
        {
            throw CallException.Unexpected($"round_decimal [{decimals}] is invalid, it should be in range [-1, 6]");
        }

        var range = RangeOf(metric, parameters.Real("radius"), parameters.Real("range_filter"));
        return new SearchPlan(vectors, metric, (int)limit, (int)offset, range, GroupOf(collection.Schema, parameters.Text("group_by_field")), (int)decimals);
    }

    /// <summary>What an answer calls the nearness: with L2 the square of the distance.</summary>
    public float Score(Hit hit)
    {
        var score = Metric == Metric.L2 ? -hit.Nearness : hit.Nearness;
        return Decimals < 0 ? score : MathF.Round(score, Decimals);
    }

    private static Field VectorField(Schema schema, string name)
    {
        if (name.Length == 0)
        {
            var vectors = schema.Vectors.ToList();
            return vectors.Count == 1 ? vectors[0] : throw CallException.Unexpected("multiple anns_fields exist, please specify a anns_field in search_params");
        }

        return schema.Find(name) switch
        {
            null => throw CallException.Unexpected($"failed to get field schema by name: fieldName({name}) not found"),
            { IsVector: true } field => field,
            _ => throw CallException.Unexpected($"failed to create query plan: field ({name}) to search is not of vector data type"),
        };
    }

    private static Metric MetricOf(Collection collection, Field vectors, string? asked)
    {
        var index = collection.IndexOf(vectors.Name)?.Parameters.FirstOrDefault(pair => pair.Key == IndexChecks.MetricKey)?.Value;
        var used = Metrics.Parse(index ?? asked ?? "");
        if (!string.IsNullOrEmpty(asked) && Metrics.Parse(asked) != used)
        {
            throw CallException.Invalid($"metric type not match: invalid parameter[expected={Metrics.Name(used)}][actual={asked}]");
        }

        return used;
    }

    private static NearnessRange RangeOf(Metric metric, float? radius, float? filter)
    {
        if (radius is null)
        {
            return filter is null ? NearnessRange.Any : throw CallException.Invalid("range_filter is given without radius");
        }

        if (filter is not null && (metric == Metric.L2 ? filter >= radius : filter <= radius))
        {
            throw CallException.Unexpected(metric == Metric.L2
                ? "range_filter must be less than radius for L2/HAMMING/JACCARD"
                : "range_filter must be greater than radius for IP/COSINE");
        }

        // L2: filter <= distance < radius; the others: radius < score <= filter.
        return metric == Metric.L2
            ? new NearnessRange(-radius.Value, filter is null ? float.PositiveInfinity : -filter.Value)
            : new NearnessRange(radius.Value, filter ?? float.PositiveInfinity);
    }

    private static Field? GroupOf(Schema schema, string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        var field = schema.Find(name) ?? throw CallException.Unexpected($"groupBy field not found in schema: field not found[field={name}]");
        return field.Type is DataType.Bool or DataType.Int8 or DataType.Int16 or DataType.Int32 or DataType.Int64 or DataType.VarChar
            ? field
            : throw CallException.Unexpected($"group by field {name} of type {field.Type} is not supported: allowed are Bool, integers and VarChar");
    }
}
