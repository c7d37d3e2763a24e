using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>
/// Arithmetic over the four numeric types. The result has the widest type of the operands: decimal, double, long, int;
/// an int that overflows becomes a long. Where a long overflows the result is null, and the caller decides.
/// </summary>
internal static class BsonArithmetic
{
    public static BsonValue? Add(BsonValue x, BsonValue y) => Apply(x, y, (a, b) => a + b, (a, b) => a + b, (Int128 a, Int128 b) => a + b);

    public static BsonValue? Subtract(BsonValue x, BsonValue y) => Apply(x, y, (a, b) => a - b, (a, b) => a - b, (Int128 a, Int128 b) => a - b);

    public static BsonValue? Multiply(BsonValue x, BsonValue y) => Apply(x, y, (a, b) => a * b, (a, b) => a * b, (Int128 a, Int128 b) => a * b);

    /// <summary>As in expressions: where a long overflows the result is a double.</summary>
    public static BsonValue OrDouble(BsonValue? exact, BsonValue x, BsonValue y, Func<double, double, double> apply) =>
        exact ?? new BsonDouble(apply(BsonNumber.ToDouble(x), BsonNumber.ToDouble(y)));

    /// <summary>The quotient: a decimal when one operand is, else a double. The divisor is not zero.</summary>
    public static BsonValue Divide(BsonValue x, BsonValue y)
    {
        if (x is not BsonDecimal128 && y is not BsonDecimal128)
        {
            return BsonNumber.ToDouble(x) / BsonNumber.ToDouble(y);
        }

        return BsonNumber.IsFinite(x) && BsonNumber.IsFinite(y)
            ? new BsonDecimal128((BsonNumber.ToBigDecimal(x) / BsonNumber.ToBigDecimal(y)).ToDecimal128())
            : AsDecimal(BsonNumber.ToDouble(x) / BsonNumber.ToDouble(y));
    }

    /// <summary>The remainder, with the dividend's sign. The divisor is not zero.</summary>
    public static BsonValue Mod(BsonValue x, BsonValue y)
    {
        if (x is BsonDecimal128 || y is BsonDecimal128)
        {
            return BsonNumber.IsFinite(x) && BsonNumber.IsFinite(y)
                ? new BsonDecimal128((BsonNumber.ToBigDecimal(x) % BsonNumber.ToBigDecimal(y)).ToDecimal128())
                : AsDecimal(Math.IEEERemainder(BsonNumber.ToDouble(x), BsonNumber.ToDouble(y)));
        }

        if (x is BsonDouble || y is BsonDouble)
        {
            return BsonNumber.ToDouble(x) % BsonNumber.ToDouble(y);
        }

        var divisor = Whole(y);
        var remainder = divisor == -1 ? 0 : Whole(x) % divisor;
        return x is BsonInt32 && y is BsonInt32 ? new BsonInt32((int)remainder) : new BsonInt64(remainder);
    }

    public static bool IsZero(BsonValue value) => value switch
    {
        BsonDecimal128 d => BsonNumber.IsFinite(d) && BigDecimal.From(d.Value).Coefficient.IsZero,
        _ => BsonNumber.ToDouble(value) == 0,
    };

    /// <summary>A double as a decimal; infinities and NaN stay what they are.</summary>
    public static BsonDecimal128 AsDecimal(double value) => new(BsonNumber.ToDecimal128(new BsonDouble(value)));

    private static BsonValue? Apply(
        BsonValue x,
        BsonValue y,
        Func<double, double, double> doubles,
        Func<BigDecimal, BigDecimal, BigDecimal> decimals,
        Func<Int128, Int128, Int128> whole)
    {
        if (x is BsonDecimal128 || y is BsonDecimal128)
        {
            return BsonNumber.IsFinite(x) && BsonNumber.IsFinite(y)
                ? new BsonDecimal128(decimals(BsonNumber.ToBigDecimal(x), BsonNumber.ToBigDecimal(y)).ToDecimal128())
                : AsDecimal(doubles(BsonNumber.ToDouble(x), BsonNumber.ToDouble(y)));
        }

        if (x is BsonDouble || y is BsonDouble)
        {
            return doubles(BsonNumber.ToDouble(x), BsonNumber.ToDouble(y));
        }

        var result = whole(Whole(x), Whole(y));
        if (result > long.MaxValue || result < long.MinValue)
        {
            return null;
        }

        var value = (long)result;
        return x is BsonInt32 && y is BsonInt32 && value is >= int.MinValue and <= int.MaxValue ? new BsonInt32((int)value) : new BsonInt64(value);
    }

    private static long Whole(BsonValue value) => value is BsonInt32 i ? i.Value : value.AsInt64;
}
