using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>A condition on metadata. A number is compared with numbers of its own kind only: whole with whole, floating-point with floating-point.</summary>
public sealed class ChromaWhere
{
    private ChromaWhere(JsonObject json) => Json = json;

    /// <summary>The condition as ChromaDB reads it.</summary>
    internal JsonObject Json { get; }

    /// <summary>The key's value is this one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public static ChromaWhere Equal(string key, ChromaValue value) => Compare(key, "$eq", value);

    /// <summary>The key's value is not this one, or the key is not there.</summary>
    /// <inheritdoc cref="Equal"/>
    public static ChromaWhere NotEqual(string key, ChromaValue value) => Compare(key, "$ne", value);

    /// <summary>The key's number is above this one.</summary>
    /// <inheritdoc cref="Equal"/>
    public static ChromaWhere Greater(string key, ChromaValue value) => Compare(key, "$gt", value);

    /// <summary>The key's number is this one or above.</summary>
    /// <inheritdoc cref="Equal"/>
    public static ChromaWhere GreaterOrEqual(string key, ChromaValue value) => Compare(key, "$gte", value);

    /// <summary>The key's number is below this one.</summary>
    /// <inheritdoc cref="Equal"/>
    public static ChromaWhere Less(string key, ChromaValue value) => Compare(key, "$lt", value);

    /// <summary>The key's number is this one or below.</summary>
    /// <inheritdoc cref="Equal"/>
    public static ChromaWhere LessOrEqual(string key, ChromaValue value) => Compare(key, "$lte", value);

    /// <summary>The key's value is one of these, which are of one kind.</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">The values; at least one.</param>
    public static ChromaWhere In(string key, params IReadOnlyList<ChromaValue> values) => Compare(key, "$in", values);

    /// <summary>The key's value is none of these, which are of one kind, or the key is not there.</summary>
    /// <inheritdoc cref="In"/>
    public static ChromaWhere NotIn(string key, params IReadOnlyList<ChromaValue> values) => Compare(key, "$nin", values);

    /// <summary>All of the conditions.</summary>
    /// <param name="conditions">The conditions; at least one.</param>
    public static ChromaWhere And(params IReadOnlyList<ChromaWhere> conditions) => new(Conditions.Join("$and", [.. conditions.Select(c => c.Json)]));

    /// <summary>Any of the conditions.</summary>
    /// <inheritdoc cref="And"/>
    public static ChromaWhere Or(params IReadOnlyList<ChromaWhere> conditions) => new(Conditions.Join("$or", [.. conditions.Select(c => c.Json)]));

    /// <summary>The condition as JSON.</summary>
    public override string ToString() => Json.ToJsonString();

    private static ChromaWhere Compare(string key, string operation, ChromaValue value) =>
        new(Conditions.On(key, operation, Node(value)));

    private static ChromaWhere Compare(string key, string operation, IReadOnlyList<ChromaValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfZero(values.Count, nameof(values));
        return new(Conditions.On(key, operation, new JsonArray([.. values.Select(Node)])));
    }

    private static JsonNode Node(ChromaValue value) =>
        JsonSerializer.SerializeToNode(value) ?? throw new ArgumentException("A condition needs a value.", nameof(value));
}
