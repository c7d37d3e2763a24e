using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Values;
using Lab.Engines.MongoDB.Storage.Keys;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Planning;

/// <summary>The ranges that a condition leaves of one field of an index, as bytes in the index's direction.</summary>
internal static class FieldRange
{
    private static readonly byte[] UndefinedValue = KeyWriter.Encode(BsonUndefined.Value);
    private static readonly byte[] NullValue = KeyWriter.Encode(BsonNull.Value);

    /// <summary>A range for each value of an equality or $in, ascending by value. Null means missing and undefined, too.</summary>
    public static IEnumerable<KeyRange> Points(IEnumerable<BsonValue> values) =>
        values.Order(BsonOrder.Instance).Select(value => value.IsBsonNull
            ? new KeyRange(UndefinedValue, KeyRange.Behind(NullValue))
            : Point(KeyWriter.Encode(value)));

    /// <summary>The range between the limits; each holds values of its own kind alone, except MinKey's and MaxKey's.</summary>
    public static KeyRange Between(FieldBounds bounds, bool lower, bool upper)
    {
        var limit = lower ? bounds.Lower! : bounds.Upper!;
        var ownKind = limit is not (BsonMinKey or BsonMaxKey);
        byte[] from = ownKind ? [KeyWriter.RankByte(BsonOrder.Rank(limit))] : [];
        var to = ownKind ? KeyRange.Behind(from) : null;
        if (lower)
        {
            var key = KeyWriter.Encode(bounds.Lower!);
            from = bounds.LowerInclusive ? key : KeyRange.Behind(key)!;
        }

        if (upper)
        {
            var key = KeyWriter.Encode(bounds.Upper!);
            to = bounds.UpperInclusive ? KeyRange.Behind(key) : key;
        }

        return new KeyRange(from, to);
    }

    /// <summary>The range of the same values where greater ones come first: what was not less than a limit now lies before all that follow its inverted bytes.</summary>
    public static KeyRange Inverted(KeyRange range) => new(
        range.To is null ? [] : KeyRange.Behind(Invert(range.To))!,
        range.From.Length == 0 ? null : KeyRange.Behind(Invert(range.From)));

    private static KeyRange Point(byte[] key) => new(key, KeyRange.Behind(key));

    private static byte[] Invert(byte[] bytes) => [.. bytes.Select(item => (byte)~item)];
}
