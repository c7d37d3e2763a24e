using System.Globalization;
using System.Text.Json;
using Lab.Engines.Milvus.Columns;
using Lab.Engines.Milvus.Searching;
using Lab.Milvus.Protocol;
using KeyValuePair = Lab.Milvus.Protocol.KeyValuePair;

namespace Lab.Engines.Milvus.Collections;

/// <summary>Checks what an index is asked to be. Whatever is asked for, searches are exact.</summary>
internal static class IndexChecks
{
    public const string TypeKey = "index_type";
    public const string MetricKey = "metric_type";
    private const string ParametersKey = "params";

    private static readonly string[] OwnKeys = [TypeKey, MetricKey, ParametersKey, "mmap.enabled"];

    // The parameters of each kind of index and their ranges, from Milvus's documentation of indexes.
    private static readonly Dictionary<string, (string Name, long Least, long Most, bool IsRequired)[]> Vectors = new(StringComparer.Ordinal)
    {
        ["FLAT"] = [],
        ["AUTOINDEX"] = [],
        ["HNSW"] = [("efConstruction", 1, int.MaxValue, true), ("M", 1, 2048, true)],
        ["IVF_FLAT"] = [("nlist", 1, 65_536, true)],
        ["IVF_SQ8"] = [("nlist", 1, 65_536, true)],
        ["GPU_CAGRA"] = [("intermediate_graph_degree", 1, int.MaxValue, false), ("graph_degree", 1, int.MaxValue, false), ("adapt_for_cpu", 0, 1, false), ("cache_dataset_on_device", 0, 1, false)],
    };

    private static readonly string[] Scalars = ["", "AUTOINDEX", "STL_SORT", "Trie", "INVERTED"];

    /// <exception cref="CallException">The index cannot be, or is not supported.</exception>
    public static void Check(Field field, IReadOnlyCollection<KeyValuePair> parameters)
    {
        var type = parameters.FirstOrDefault(pair => pair.Key == TypeKey)?.Value ?? "";
        if (field.IsVector)
        {
            CheckVector(type, parameters);
            return;
        }

        if (field.Type is DataType.Json or DataType.Array)
        {
            throw CallException.Invalid($"create index on {(field.Type == DataType.Json ? "JSON" : "Array")} field is not supported: invalid parameter[expected=supported field][actual=create index on {(field.Type == DataType.Json ? "JSON" : "Array")} field]");
        }

        if (!Scalars.Contains(type) || (type == "Trie" && field.Type != DataType.VarChar) || (type == "STL_SORT" && field.Type == DataType.VarChar))
        {
            throw CallException.Unexpected($"invalid index type: {type}");
        }
    }

    private static void CheckVector(string type, IReadOnlyCollection<KeyValuePair> parameters)
    {
        if (!Vectors.TryGetValue(type.Length == 0 ? "AUTOINDEX" : type, out var known))
        {
            throw CallException.Unexpected($"invalid index type: {type}");
        }

        var given = Read(parameters);
        foreach (var (name, least, most, isRequired) in known)
        {
            var isGiven = given.Remove(name, out var text);
            var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
            if (isGiven && bool.TryParse(text, out var flag))
            {
                (isNumber, value) = (true, flag ? 1 : 0);
            }

            if (isGiven ? !isNumber || value < least || value > most : isRequired)
            {
                throw CallException.Unexpected($"{name} out of range: [{least}, {most}]");
            }
        }

        if (type == "GPU_CAGRA")
        {
            given.Remove("build_algo");
        }

        if (given.Keys.FirstOrDefault() is { } stranger)
        {
            throw CallException.Unsupported($"index parameter '{stranger}' of {type}");
        }

        Metrics.Parse(parameters.FirstOrDefault(pair => pair.Key == MetricKey)?.Value ?? "");
    }

    // Parameters stand in one value as JSON, or, from newer clients, beside the others.
    private static Dictionary<string, string> Read(IReadOnlyCollection<KeyValuePair> parameters)
    {
        var given = parameters.Where(pair => !OwnKeys.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        if (parameters.FirstOrDefault(pair => pair.Key == ParametersKey)?.Value is { Length: > 0 } json)
        {
            try
            {
                using var document = JsonDocument.Parse(json);
                foreach (var property in document.RootElement.EnumerateObject())
                {
                    given[property.Name] = property.Value.ToString();
                }
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException)
            {
                throw CallException.Invalid($"{ParametersKey} is not a JSON object: {json}");
            }
        }

        return given;
    }
}
