using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>How many bytes a value takes in BSON (BSON specification 1.1), without writing it.</summary>
internal static class BsonSize
{
    public static long Of(BsonValue? value) => value switch
    {
        null => 0,
        RawBsonDocument raw => raw.Slice.Length,
        BsonDocument document => 5 + document.Elements.Sum(e => 2 + CodePoints.Utf8Length(e.Name) + Of(e.Value)),
        BsonArray array => 5 + array.Select((item, i) => 3 + Math.Floor(Math.Log10(Math.Max(i, 1))) + Of(item)).Sum(size => (long)size),
        BsonInt32 => 4,
        BsonInt64 or BsonDouble or BsonDateTime or BsonTimestamp => 8,
        BsonDecimal128 => 16,
        BsonBoolean => 1,
        BsonObjectId => 12,
        BsonString text => 5 + CodePoints.Utf8Length(text.Value),
        BsonSymbol symbol => 5 + CodePoints.Utf8Length(symbol.Name),
        BsonBinaryData binary => 5 + binary.Bytes.Length,
        BsonRegularExpression regex => 2 + CodePoints.Utf8Length(regex.Pattern) + regex.Options.Length,
        BsonJavaScriptWithScope code => 9 + CodePoints.Utf8Length(code.Code) + Of(code.Scope),
        BsonJavaScript code => 5 + CodePoints.Utf8Length(code.Code),
        _ => 0,
    };
}
