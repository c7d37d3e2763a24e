using CsCheck;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Query;

/// <summary>Random values of all types, chosen so that equal and nearly equal ones are frequent.</summary>
internal static class BsonGen
{
    public static readonly Gen<BsonValue> Number = Gen.OneOf<BsonValue>(
        Gen.Int[-3, 3].Select(i => (BsonValue)i),
        Gen.Int.Select(i => (BsonValue)i),
        Gen.Long.Select(l => (BsonValue)l),
        Gen.Int[-3, 3].Select(i => (BsonValue)(long)i),
        Gen.Int[-6, 6].Select(i => (BsonValue)(i / 2.0)),
        Gen.Double.Select(d => (BsonValue)d),
        Gen.OneOf<BsonValue>(double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 9007199254740992.0, 9007199254740993L, long.MaxValue, 9223372036854775808.0),
        Gen.Int[-60, 60].Select(i => (BsonValue)new BsonDecimal128(new Decimal128(i / 10m))),
        Gen.OneOf<BsonValue>(new BsonDecimal128(Decimal128.QNaN), new BsonDecimal128(Decimal128.PositiveInfinity), new BsonDecimal128(Decimal128.Parse("1E+6000")), new BsonDecimal128(Decimal128.Parse("9007199254740993"))));

    public static readonly Gen<string> Name = Gen.OneOf("a", "b", "c", "a.b", "a.0", "_id", "", "x.y.z", "a.$", "a.$[]", "a.$[n]", "a..b", "$a", "😀");

    public static readonly Gen<BsonValue> Scalar = Gen.OneOf<BsonValue>(
        Number,
        Gen.OneOf<BsonValue>(BsonNull.Value, BsonUndefined.Value, BsonMinKey.Value, BsonMaxKey.Value, true, false, "", "a", "b", "$a", "$$ROOT", "$a.b", "$$x", "\uFFFD", "😀"),
        Gen.OneOf<BsonValue>(new BsonDateTime(0), new BsonDateTime(long.MaxValue), new BsonTimestamp(1, 1), ObjectId.Empty, new BsonBinaryData([1, 2]), new BsonRegularExpression("a", "i"), new BsonRegularExpression("("), new BsonJavaScript("x")));

    public static readonly Gen<BsonValue> Value = ValueOf(Name, 3);

    /// <summary>Values nested so deep, with field names from the generator given.</summary>
    public static Gen<BsonValue> ValueOf(Gen<string> names, int depth)
    {
        if (depth == 0)
        {
            return Scalar;
        }

        var inner = ValueOf(names, depth - 1);
        return Gen.Frequency(
            (3, Scalar),
            (1, inner.Array[0, 3].Select(items => (BsonValue)new BsonArray(items))),
            (2, DocumentOf(names, inner).Select(d => (BsonValue)d)));
    }

    public static Gen<BsonDocument> DocumentOf(Gen<string> names, Gen<BsonValue> values) =>
        Gen.Select(names, values).Array[0, 3].Select(fields =>
        {
            var document = new BsonDocument();
            foreach (var (name, value) in fields)
            {
                document[name] = value;
            }

            return document;
        });
}
