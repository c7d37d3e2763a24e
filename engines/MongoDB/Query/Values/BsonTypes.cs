using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>The names that MongoDB gives to types (BSON specification; MongoDB manual, "BSON Types").</summary>
internal static class BsonTypes
{
    private static readonly Dictionary<string, BsonType> ByAlias = new(StringComparer.Ordinal)
    {
        ["double"] = BsonType.Double,
        ["string"] = BsonType.String,
        ["object"] = BsonType.Document,
        ["array"] = BsonType.Array,
        ["binData"] = BsonType.Binary,
        ["undefined"] = BsonType.Undefined,
        ["objectId"] = BsonType.ObjectId,
        ["bool"] = BsonType.Boolean,
        ["date"] = BsonType.DateTime,
        ["null"] = BsonType.Null,
        ["regex"] = BsonType.RegularExpression,
        ["javascript"] = BsonType.JavaScript,
        ["symbol"] = BsonType.Symbol,
        ["javascriptWithScope"] = BsonType.JavaScriptWithScope,
        ["int"] = BsonType.Int32,
        ["timestamp"] = BsonType.Timestamp,
        ["long"] = BsonType.Int64,
        ["decimal"] = BsonType.Decimal128,
        ["minKey"] = BsonType.MinKey,
        ["maxKey"] = BsonType.MaxKey,
    };

    private static readonly Dictionary<BsonType, string> ByType = ByAlias.ToDictionary(e => e.Value, e => e.Key);

    /// <summary>The type's alias, "missing" for a value that is not there.</summary>
    public static string Name(BsonValue? value) => value is null ? "missing" : Name(value.BsonType);

    /// <inheritdoc cref="Name(BsonValue?)"/>
    public static string Name(BsonType type) => ByType.GetValueOrDefault(type, "eoo");

    public static bool TryParse(string alias, out BsonType type) => ByAlias.TryGetValue(alias, out type);

    /// <summary>The type with the given number: 1 to 19, -1 (MinKey) or 127 (MaxKey).</summary>
    public static bool TryParse(long number, out BsonType type)
    {
        type = number == -1 ? BsonType.MinKey : (BsonType)number;
        return number is -1 or 127 or (>= 1 and <= 19) && ByType.ContainsKey(type);
    }

    public static bool IsNullish(BsonValue? value) => value is null or BsonNull or BsonUndefined;

    /// <summary>What is true where MongoDB wants a condition: all but false, zero, null, undefined and what is missing.</summary>
    public static bool IsTrue(BsonValue? value) => value switch
    {
        null or BsonNull or BsonUndefined => false,
        BsonBoolean flag => flag.Value,
        BsonInt32 i => i.Value != 0,
        BsonInt64 l => l.Value != 0,
        BsonDouble d => d.Value != 0,
        BsonDecimal128 d => !BsonNumber.IsFinite(d) || !BigDecimal.From(d.Value).Coefficient.IsZero,
        _ => true,
    };
}
