using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>
/// MongoDB's order of values across types: MinKey, missing and undefined, null, numbers, strings, objects, arrays, binary data,
/// object ids, booleans, dates, timestamps, regular expressions, code, MaxKey. Source: MongoDB manual, "Comparison/Sort Order".
/// Numbers are compared exactly, whatever their types. A C# null stands for a missing value.
/// </summary>
internal sealed class BsonOrder : IComparer<BsonValue?>
{
    private BsonOrder()
    {
    }

    public static BsonOrder Instance { get; } = new();

    /// <summary>The place of a value's type in the order: values of equal rank are compared by value.</summary>
    public static int Rank(BsonValue? value) => value is null ? 0 : Rank(value.BsonType);

    /// <inheritdoc cref="Rank(BsonValue?)"/>
    public static int Rank(BsonType type) => type switch
    {
        BsonType.MinKey => -1,
        BsonType.EndOfDocument or BsonType.Undefined => 0,
        BsonType.Null => 5,
        BsonType.Int32 or BsonType.Int64 or BsonType.Double or BsonType.Decimal128 => 10,
        BsonType.String or BsonType.Symbol => 15,
        BsonType.Document => 20,
        BsonType.Array => 25,
        BsonType.Binary => 30,
        BsonType.ObjectId => 35,
        BsonType.Boolean => 40,
        BsonType.DateTime => 45,
        BsonType.Timestamp => 47,
        BsonType.RegularExpression => 50,
        BsonType.JavaScript => 60,
        BsonType.JavaScriptWithScope => 65,
        _ => 127,
    };

    public int Compare(BsonValue? x, BsonValue? y)
    {
        if (ReferenceEquals(x, y))
        {
            return 0;
        }

        var rank = Rank(x);
        var byType = rank.CompareTo(Rank(y));
        return byType != 0 || x is null || y is null ? byType : CompareSameRank(rank, x, y);
    }

    private int CompareSameRank(int rank, BsonValue x, BsonValue y) => rank switch
    {
        10 => BsonNumber.Compare(x, y),
        15 => CodePoints.Compare(TextOf(x), TextOf(y)),
        20 => CompareDocuments(x.AsBsonDocument, y.AsBsonDocument),
        25 => CompareArrays(x.AsBsonArray, y.AsBsonArray),
        30 => CompareBinary(x.AsBsonBinaryData, y.AsBsonBinaryData),
        35 => x.AsObjectId.CompareTo(y.AsObjectId),
        40 => x.AsBoolean.CompareTo(y.AsBoolean),
        45 => x.AsBsonDateTime.MillisecondsSinceEpoch.CompareTo(y.AsBsonDateTime.MillisecondsSinceEpoch),
        47 => ((ulong)x.AsBsonTimestamp.Value).CompareTo((ulong)y.AsBsonTimestamp.Value),
        50 => CompareRegexes(x.AsBsonRegularExpression, y.AsBsonRegularExpression),
        60 => CodePoints.Compare(x.AsBsonJavaScript.Code, y.AsBsonJavaScript.Code),
        65 => CompareScopedCode(x.AsBsonJavaScriptWithScope, y.AsBsonJavaScriptWithScope),
        _ => 0,
    };

    private static string TextOf(BsonValue value) => value is BsonString text ? text.Value : value.AsBsonSymbol.Name;

    private int CompareDocuments(BsonDocument x, BsonDocument y)
    {
        using var left = x.Elements.GetEnumerator();
        using var right = y.Elements.GetEnumerator();
        while (true)
        {
            var more = left.MoveNext();
            if (more != right.MoveNext())
            {
                return more ? 1 : -1;
            }

            if (!more)
            {
                return 0;
            }

            var order = Rank(left.Current.Value).CompareTo(Rank(right.Current.Value));
            order = order != 0 ? order : CodePoints.Compare(left.Current.Name, right.Current.Name);
            order = order != 0 ? order : Compare(left.Current.Value, right.Current.Value);
            if (order != 0)
            {
                return order;
            }
        }
    }

    private int CompareArrays(BsonArray x, BsonArray y)
    {
        using var left = x.GetEnumerator();
        using var right = y.GetEnumerator();
        while (true)
        {
            var more = left.MoveNext();
            if (more != right.MoveNext())
            {
                return more ? 1 : -1;
            }

            if (!more)
            {
                return 0;
            }

            var order = Compare(left.Current, right.Current);
            if (order != 0)
            {
                return order;
            }
        }
    }

    /// <summary>By length, then subtype, then bytes.</summary>
    private static int CompareBinary(BsonBinaryData x, BsonBinaryData y)
    {
        var order = x.Bytes.Length.CompareTo(y.Bytes.Length);
        order = order != 0 ? order : ((byte)x.SubType).CompareTo((byte)y.SubType);
        return order != 0 ? order : x.Bytes.AsSpan().SequenceCompareTo(y.Bytes);
    }

    private static int CompareRegexes(BsonRegularExpression x, BsonRegularExpression y)
    {
        var order = CodePoints.Compare(x.Pattern, y.Pattern);
        return order != 0 ? order : CodePoints.Compare(x.Options, y.Options);
    }

    private int CompareScopedCode(BsonJavaScriptWithScope x, BsonJavaScriptWithScope y)
    {
        var order = CodePoints.Compare(x.Code, y.Code);
        return order != 0 ? order : Compare(x.Scope, y.Scope);
    }
}
