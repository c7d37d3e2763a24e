using System.Globalization;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>The four numeric types seen as one: exact comparison, and conversions that say whether they fit.</summary>
internal static class BsonNumber
{
    private const double TwoTo63 = 9223372036854775808.0;

    public static bool Is(BsonValue? value) => value is BsonInt32 or BsonInt64 or BsonDouble or BsonDecimal128;

    public static bool IsNaN(BsonValue value) => value switch
    {
        BsonDouble d => double.IsNaN(d.Value),
        BsonDecimal128 d => Decimal128.IsNaN(d.Value),
        _ => false,
    };

    public static bool IsFinite(BsonValue value) => value switch
    {
        BsonDouble d => double.IsFinite(d.Value),
        BsonDecimal128 d => !Decimal128.IsNaN(d.Value) && !Decimal128.IsInfinity(d.Value),
        _ => true,
    };

    /// <summary>Compares exactly; NaN equals NaN and comes before every other number.</summary>
    public static int Compare(BsonValue x, BsonValue y)
    {
        if (x is BsonInt32 a && y is BsonInt32 b)
        {
            return a.Value.CompareTo(b.Value);
        }

        if (x is BsonDecimal128 || y is BsonDecimal128)
        {
            return CompareDecimals(x, y);
        }

        return (x, y) switch
        {
            (BsonDouble l, BsonDouble r) => l.Value.CompareTo(r.Value),
            (BsonDouble l, _) => -Compare(ToInt64(y), l.Value),
            (_, BsonDouble r) => Compare(ToInt64(x), r.Value),
            _ => ToInt64(x).CompareTo(ToInt64(y)),
        };
    }

    public static double ToDouble(BsonValue value) => value switch
    {
        BsonInt32 i => i.Value,
        BsonInt64 l => l.Value,
        BsonDouble d => d.Value,
        BsonDecimal128 d => ToDouble(d.Value),
        _ => throw new InvalidCastException($"{value.BsonType} is no number."),
    };

    /// <summary>The value as a whole number of 64 bits; false when it has a fraction, is not finite or does not fit.</summary>
    public static bool TryToInt64(BsonValue? value, out long result)
    {
        switch (value)
        {
            case BsonInt32 i:
                result = i.Value;
                return true;
            case BsonInt64 l:
                result = l.Value;
                return true;
            case BsonDouble { Value: >= -TwoTo63 and < TwoTo63 } d when Math.Truncate(d.Value) == d.Value:
                result = (long)d.Value;
                return true;
            case BsonDecimal128 d when IsFinite(d):
                return BigDecimal.From(d.Value).TryToInt64(out result);
            default:
                result = 0;
                return false;
        }
    }

    /// <summary>The value without its fraction, as 64 bits; false when it is not finite or does not fit.</summary>
    public static bool TryTruncate(BsonValue? value, out long result)
    {
        switch (value)
        {
            case BsonDouble { Value: >= -TwoTo63 and < TwoTo63 } d:
                result = (long)d.Value;
                return true;
            case BsonDecimal128 d when IsFinite(d):
                return BigDecimal.From(d.Value).Truncate().TryToInt64(out result);
            default:
                return TryToInt64(value, out result);
        }
    }

    /// <summary>A whole number that fits 32 bits, of whatever type.</summary>
    public static bool TryToInt32(BsonValue? value, out int result)
    {
        var fits = TryToInt64(value, out var wide) && wide is >= int.MinValue and <= int.MaxValue;
        result = fits ? (int)wide : 0;
        return fits;
    }

    /// <summary>The number as a decimal; a double is rounded to 15 digits, as MongoDB does. Not for infinities and NaN.</summary>
    public static BigDecimal ToBigDecimal(BsonValue value) => value switch
    {
        BsonDecimal128 d => BigDecimal.From(d.Value),
        BsonDouble d => BigDecimal.FromDouble(d.Value),
        _ => new BigDecimal(ToInt64(value), 0),
    };

    /// <inheritdoc cref="ToBigDecimal"/>
    public static Decimal128 ToDecimal128(BsonValue value) => value switch
    {
        BsonDecimal128 d => d.Value,
        BsonDouble { Value: var d } when double.IsNaN(d) => Decimal128.QNaN,
        BsonDouble { Value: var d } when double.IsInfinity(d) => d > 0 ? Decimal128.PositiveInfinity : Decimal128.NegativeInfinity,
        _ => ToBigDecimal(value).ToDecimal128(),
    };

    private static double ToDouble(Decimal128 value) =>
        Decimal128.IsNaN(value) ? double.NaN
        : Decimal128.IsPositiveInfinity(value) ? double.PositiveInfinity
        : Decimal128.IsNegativeInfinity(value) ? double.NegativeInfinity
        : double.Parse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static long ToInt64(BsonValue value) => value is BsonInt32 i ? i.Value : value.AsInt64;

    private static int Compare(long x, double y)
    {
        if (double.IsNaN(y))
        {
            return 1;
        }

        if (y >= TwoTo63)
        {
            return -1;
        }

        if (y < -TwoTo63)
        {
            return 1;
        }

        var whole = (long)y;
        return x != whole ? x.CompareTo(whole) : 0.0.CompareTo(y - whole);
    }

    private static int CompareDecimals(BsonValue x, BsonValue y)
    {
        if (!IsFinite(x) || !IsFinite(y))
        {
            return (IsFinite(x) ? 0.0 : ToDouble(x)).CompareTo(IsFinite(y) ? 0.0 : ToDouble(y));
        }

        return Exact(x).CompareTo(Exact(y));
    }

    private static BigDecimal Exact(BsonValue value) => value is BsonDouble d ? BigDecimal.Exactly(d.Value) : ToBigDecimal(value);
}
