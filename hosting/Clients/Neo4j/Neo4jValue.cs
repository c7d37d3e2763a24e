using System.Globalization;
using System.Text.Json.Serialization;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>A value of Cypher. Whole and floating-point numbers are different types, as Cypher has them.</summary>
[JsonConverter(typeof(Neo4jValueConverter))]
public readonly record struct Neo4jValue
{
    internal Neo4jValue(object? value) => Value = value;

    /// <summary>No value.</summary>
    public static Neo4jValue Null => default;

    /// <summary>
    /// Null, or a <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, array of <see cref="byte"/>,
    /// <see cref="Neo4jTemporal"/>, <see cref="Neo4jPoint"/>, <see cref="Neo4jNode"/>, <see cref="Neo4jRelationship"/>, <see cref="Neo4jPath"/>,
    /// an <see cref="IReadOnlyList{T}"/> of values, or an <see cref="IReadOnlyDictionary{TKey,TValue}"/> of text and values.
    /// </summary>
    public object? Value { get; }

    /// <summary>Whether there is no value.</summary>
    public bool IsNull => Value is null;

    /// <summary>A truth value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Neo4jValue(bool value) => new(value);

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Neo4jValue(long value) => new(value);

    /// <summary>A floating-point number, which need not be finite.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Neo4jValue(double value) => new(value);

    /// <summary>Text; null is no value.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator Neo4jValue(string? value) => new(value);

    /// <summary>Bytes; null is no value.</summary>
    /// <param name="value">The bytes.</param>
    public static implicit operator Neo4jValue(byte[]? value) => new(value);

    /// <summary>A day.</summary>
    /// <param name="value">The day.</param>
    public static implicit operator Neo4jValue(DateOnly value) =>
        new(new Neo4jTemporal(Neo4jTemporalKind.Date, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    /// <summary>An instant with its offset.</summary>
    /// <param name="value">The instant.</param>
    public static implicit operator Neo4jValue(DateTimeOffset value) =>
        new(new Neo4jTemporal(Neo4jTemporalKind.OffsetDateTime, value.ToString("yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture)));

    /// <summary>A temporal value; null is no value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Neo4jValue(Neo4jTemporal? value) => new(value);

    /// <summary>A point; null is no value.</summary>
    /// <param name="value">The point.</param>
    public static implicit operator Neo4jValue(Neo4jPoint? value) => new(value);

    /// <summary>A list.</summary>
    /// <param name="values">Its values.</param>
    public static Neo4jValue List(params IEnumerable<Neo4jValue> values) => new(new List<Neo4jValue>(values).AsReadOnly());

    /// <summary>A map.</summary>
    /// <param name="values">Its keys and values.</param>
    public static Neo4jValue Map(IEnumerable<KeyValuePair<string, Neo4jValue>> values) => new(new Dictionary<string, Neo4jValue>(values, StringComparer.Ordinal).AsReadOnly());

    /// <summary>The value as one of the types of <see cref="Value"/>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <exception cref="InvalidCastException">It is of another type, or there is none. It is not repeated: it may be secret.</exception>
    public T As<T>() => Value is T value ? value : throw new InvalidCastException($"The value is {(Value is null ? "null" : $"a {Value.GetType().Name}")}, not a {typeof(T).Name}.");

    /// <summary>The values of a list.</summary>
    /// <exception cref="InvalidCastException">It is not a list.</exception>
    public IReadOnlyList<Neo4jValue> AsList() => As<IReadOnlyList<Neo4jValue>>();

    /// <summary>The keys and values of a map.</summary>
    /// <exception cref="InvalidCastException">It is not a map.</exception>
    public IReadOnlyDictionary<string, Neo4jValue> AsMap() => As<IReadOnlyDictionary<string, Neo4jValue>>();

    /// <summary>The value as text.</summary>
    public override string ToString() => Convert.ToString(Value, CultureInfo.InvariantCulture) ?? "";
}
