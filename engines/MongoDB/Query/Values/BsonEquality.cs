using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>Equality as <see cref="BsonOrder"/> has it: 1, 1.0 and NumberDecimal("1.00") are one value, and the order of a document's fields counts.</summary>
internal sealed class BsonEquality : IEqualityComparer<BsonValue?>
{
    private BsonEquality()
    {
    }

    public static BsonEquality Instance { get; } = new();

    public bool Equals(BsonValue? x, BsonValue? y) => BsonOrder.Instance.Compare(x, y) == 0;

    /// <summary>Whether two values are the same in type and value, down to the last field: then writing one over the other changes nothing.</summary>
    public static bool Exactly(BsonValue x, BsonValue y)
    {
        if (ReferenceEquals(x, y))
        {
            return true;
        }

        if (x.BsonType != y.BsonType)
        {
            return false;
        }

        return (x, y) switch
        {
            (BsonDocument a, BsonDocument b) => a.ElementCount == b.ElementCount
                && a.Elements.Zip(b.Elements).All(pair => pair.First.Name == pair.Second.Name && Exactly(pair.First.Value, pair.Second.Value)),
            (BsonArray a, BsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Exactly(pair.First, pair.Second)),
            (BsonDouble a, BsonDouble b) => BitConverter.DoubleToInt64Bits(a.Value) == BitConverter.DoubleToInt64Bits(b.Value),
            (BsonDecimal128 a, BsonDecimal128 b) => a.Value.GetIEEEHighBits() == b.Value.GetIEEEHighBits() && a.Value.GetIEEELowBits() == b.Value.GetIEEELowBits(),
            _ => x.Equals(y),
        };
    }

    public int GetHashCode(BsonValue? obj)
    {
        var hash = new HashCode();
        Add(ref hash, obj);
        return hash.ToHashCode();
    }

    private static void Add(ref HashCode hash, BsonValue? value)
    {
        hash.Add(BsonOrder.Rank(value));
        switch (value)
        {
            case BsonDocument document:
                foreach (var element in document.Elements)
                {
                    hash.Add(element.Name, StringComparer.Ordinal);
                    Add(ref hash, element.Value);
                }

                break;
            case BsonArray array:
                foreach (var item in array)
                {
                    Add(ref hash, item);
                }

                break;
            case BsonInt32 or BsonInt64 or BsonDouble or BsonDecimal128:
                // Values that are exactly equal round to the same double; adding 0.0 makes -0.0 the same as 0.0.
                hash.Add(BsonNumber.ToDouble(value) + 0.0);
                break;
            case BsonString or BsonSymbol:
                hash.Add(value is BsonString text ? text.Value : value.AsBsonSymbol.Name, StringComparer.Ordinal);
                break;
            case BsonBinaryData binary:
                hash.AddBytes(binary.Bytes);
                break;
            case BsonJavaScriptWithScope code:
                hash.Add(code.Code, StringComparer.Ordinal);
                break;
            case BsonUndefined or null:
                break;
            default:
                hash.Add(value);
                break;
        }
    }
}
