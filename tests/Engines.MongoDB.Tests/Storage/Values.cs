using CsCheck;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Storage;

/// <summary>Made-up values of all types, near to each other so that they meet.</summary>
internal static class Values
{
    public static Gen<BsonValue> Number { get; } = Gen.OneOf(
        Gen.Int[-3, 3].Select(i => (BsonValue)i),
        Gen.Int.Select(i => (BsonValue)i),
        Gen.Long.Select(l => (BsonValue)l),
        Gen.Long[(1L << 53) - 3, (1L << 53) + 3].Select(l => (BsonValue)l),
        Gen.Long[(1L << 53) - 3, (1L << 53) + 3].Select(l => (BsonValue)(double)l),
        Gen.Double.Select(d => (BsonValue)d),
        Gen.Int[-30, 30].Select(i => (BsonValue)(i / 10.0)),
        Gen.OneOf<BsonValue>(double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon, -double.Epsilon, double.MaxValue),
        Gen.Int[-30, 30].Select(i => (BsonValue)new BsonDecimal128(new Decimal128(i / 10m))),
        Gen.OneOf("0.1", "-0.1", "1E-6000", "-1E-6000", "1E+6000", "-1E+6000", "NaN", "Infinity", "-Infinity", "9007199254740993", "9007199254740992.5", "0E+3", "100E-2")
            .Select(text => (BsonValue)new BsonDecimal128(Decimal128.Parse(text))));

    public static Gen<BsonValue> Scalar { get; } = Gen.OneOf(
        Number,
        Gen.String[Gen.Char["ab\0\u0001\uE000é"], 0, 4].Select(text => (BsonValue)text),
        Gen.OneOf<BsonValue>("😀", "\uFFFD", BsonSymbol.Create("ab")),
        Gen.Byte.Array[0, 3].Select(Gen.OneOf(BsonBinarySubType.Binary, BsonBinarySubType.UserDefined), (bytes, subtype) => (BsonValue)new BsonBinaryData(bytes, subtype)),
        Gen.Byte.Array[12].Select(bytes => (BsonValue)new ObjectId(bytes)),
        Gen.Bool.Select(b => (BsonValue)b),
        Gen.Long.Select(ms => (BsonValue)new BsonDateTime(ms)),
        Gen.Long.Select(value => (BsonValue)new BsonTimestamp(value)),
        Gen.OneOf<BsonValue>(BsonNull.Value, BsonUndefined.Value, BsonMinKey.Value, BsonMaxKey.Value),
        Gen.OneOf<BsonValue>(new BsonRegularExpression("a"), new BsonRegularExpression("a", "i"), new BsonRegularExpression("b")),
        Gen.OneOf<BsonValue>(new BsonJavaScript("a"), new BsonJavaScriptWithScope("a", []), new BsonJavaScriptWithScope("a", new BsonDocument("b", 1))));

    public static Gen<BsonValue> Any { get; } = Gen.Recursive<BsonValue>((depth, self) => depth > 2
        ? Scalar
        : Gen.Frequency(
            (6, Scalar),
            (1, self.Array[0, 3].Select(items => (BsonValue)new BsonArray(items))),
            (1, Gen.Select(Gen.OneOf("a", "b", ""), self).Array[0, 3].Select(fields => (BsonValue)new BsonDocument(fields.DistinctBy(f => f.Item1).Select(f => new BsonElement(f.Item1, f.Item2)))))));
}
