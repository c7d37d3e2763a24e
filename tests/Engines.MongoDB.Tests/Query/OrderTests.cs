using CsCheck;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Query;

public sealed class OrderTests
{
    [Fact]
    public void Types_and_values_come_in_MongoDBs_order()
    {
        BsonValue?[] ordered =
        [
            BsonMinKey.Value, null, BsonNull.Value,
            double.NaN, double.NegativeInfinity, long.MinValue, -1.5, 0, new BsonDecimal128(Decimal128.Parse("1E-6176")), 1, NumberDecimal("1.1"), 1.5,
            9007199254740992.0, 9007199254740993L, long.MaxValue, 9223372036854775808.0, NumberDecimal("1E+6000"), double.PositiveInfinity,
            "", "A", "a", "é", "\uFFFD", "😀",
            Bson.Doc("{}"), Bson.Doc("{ a: 1 }"), Bson.Doc("{ a: 1, b: 1 }"), Bson.Doc("{ b: 0 }"), Bson.Doc("{ a: 'x' }"),
            new BsonArray(), Bson.Array("[1]"), Bson.Array("[1, 1]"), Bson.Array("[2]"),
            new BsonBinaryData([1]), new BsonBinaryData([1, 2]), new BsonBinaryData([1, 2], BsonBinarySubType.UserDefined),
            ObjectId.Empty, BsonBoolean.False, BsonBoolean.True, new BsonDateTime(-5), new BsonDateTime(5),
            new BsonTimestamp(1, 2), new BsonTimestamp(-1, 0), new BsonRegularExpression("a"), new BsonRegularExpression("a", "i"),
            BsonMaxKey.Value,
        ];

        for (var i = 0; i < ordered.Length; i++)
        {
            for (var j = 0; j < ordered.Length; j++)
            {
                Math.Sign(BsonOrder.Instance.Compare(ordered[i], ordered[j])).ShouldBe(i.CompareTo(j), $"{BsonTexts.Show(ordered[i])} against {BsonTexts.Show(ordered[j])}");
            }
        }
    }

    [Fact]
    public void The_order_is_total() =>
        Gen.Select(BsonGen.Value, BsonGen.Value, BsonGen.Value).Sample((x, y, z) =>
        {
            var order = BsonOrder.Instance;
            order.Compare(x, x).ShouldBe(0);
            Math.Sign(order.Compare(x, y)).ShouldBe(-Math.Sign(order.Compare(y, x)));
            if (order.Compare(x, y) <= 0 && order.Compare(y, z) <= 0)
            {
                order.Compare(x, z).ShouldBeLessThanOrEqualTo(0);
            }
        }, iter: 50_000);

    [Fact]
    public void Equal_values_have_equal_hashes() =>
        Gen.Select(BsonGen.Number, BsonGen.Number).Sample((x, y) =>
        {
            if (BsonEquality.Instance.Equals(x, y))
            {
                BsonEquality.Instance.GetHashCode(x).ShouldBe(BsonEquality.Instance.GetHashCode(y));
            }
        }, iter: 50_000);

    [Fact]
    public void Decimals_are_added_and_multiplied_as_NETs_are() =>
        Gen.Select(Gen.Int[-1_000_000, 1_000_000], Gen.Int[0, 6], Gen.Int[-1_000_000, 1_000_000], Gen.Int[0, 6]).Sample((a, s, b, t) =>
        {
            var (x, y) = (new decimal(Math.Abs(a), 0, 0, a < 0, (byte)s), new decimal(Math.Abs(b), 0, 0, b < 0, (byte)t));
            decimal Value(BsonValue? value) => Decimal128.ToDecimal(value!.AsDecimal128);
            BsonValue Bson(decimal value) => new BsonDecimal128(new Decimal128(value));

            Value(BsonArithmetic.Add(Bson(x), Bson(y))).ShouldBe(x + y);
            Value(BsonArithmetic.Multiply(Bson(x), Bson(y))).ShouldBe(x * y);
            if (y != 0)
            {
                Math.Abs(Value(BsonArithmetic.Divide(Bson(x), Bson(y))) - (x / y)).ShouldBeLessThan(1e-15m);
                Value(BsonArithmetic.Mod(Bson(x), Bson(y))).ShouldBe(x % y);
            }
        }, iter: 20_000);

    [Fact]
    public void Every_decimal_survives_the_way_through_the_arithmetic() =>
        Gen.Select(Gen.ULong, Gen.ULong).Sample((high, low) =>
        {
            var value = Decimal128.FromIEEEBits(high, low);
            // Not canonical: more than 34 digits, which IEEE 754 reads as zero.
            var canonical = ((high >> 61) & 3) != 3 && (high & 0x1FFFFFFFFFFFF) < 542101086242752;
            if (canonical)
            {
                Decimal128.Compare(BigDecimal.From(value).ToDecimal128(), value).ShouldBe(0);
            }
        }, iter: 20_000);

    private static BsonDecimal128 NumberDecimal(string text) => new(Decimal128.Parse(text));
}
