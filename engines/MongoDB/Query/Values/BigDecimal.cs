using System.Globalization;
using System.Numerics;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>
/// A finite decimal number, coefficient × 10^exponent, for the arithmetic that the driver's <see cref="Decimal128"/> lacks.
/// Results are rounded to 34 digits, half to even, when they become a Decimal128 (IEEE 754-2008, decimal128).
/// </summary>
internal readonly record struct BigDecimal(BigInteger Coefficient, int Exponent) : IComparable<BigDecimal>
{
    private const int Digits = 34;
    private const int MinExponent = -6176;
    private const int MaxExponent = 6111;

    public static BigDecimal From(Decimal128 value)
    {
        var high = value.GetIEEEHighBits();
        // Both top bits of the combination field set: a coefficient beyond 34 digits, which is not canonical and stands for zero.
        if (((high >> 61) & 3) == 3)
        {
            return default;
        }

        var coefficient = ((BigInteger)(high & 0x1FFFFFFFFFFFF) << 64) | value.GetIEEELowBits();
        var exponent = (int)((high >> 49) & 0x3FFF) + MinExponent;
        coefficient = DigitsOf(coefficient) > Digits ? BigInteger.Zero : coefficient;
        return new BigDecimal(high >> 63 == 1 ? -coefficient : coefficient, exponent);
    }

    /// <summary>The 15 digits that MongoDB takes from a double.</summary>
    public static BigDecimal FromDouble(double value)
    {
        var text = value.ToString("E14", CultureInfo.InvariantCulture);
        var split = text.IndexOf('E', StringComparison.Ordinal);
        var coefficient = BigInteger.Parse(text[..split].Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return new BigDecimal(coefficient, int.Parse(text[(split + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) - 14);
    }

    /// <summary>Every digit of a finite double.</summary>
    public static BigDecimal Exactly(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFF;
        var power = (biased == 0 ? 1 : biased) - 1075;
        BigInteger signed = biased == 0 ? mantissa : mantissa | (1L << 52);
        signed = bits < 0 ? -signed : signed;
        // m / 2^n = m × 5^n / 10^n
        return power >= 0 ? new BigDecimal(signed << power, 0) : new BigDecimal(signed * BigInteger.Pow(5, -power), power);
    }

    public static BigDecimal operator +(BigDecimal x, BigDecimal y)
    {
        // A difference of scale beyond this cannot reach the 34 digits of the greater operand.
        if (!x.Coefficient.IsZero && !y.Coefficient.IsZero && Math.Abs(x.Magnitude - y.Magnitude) > 3 * Digits)
        {
            return x.Magnitude > y.Magnitude ? x : y;
        }

        var exponent = Math.Min(x.Exponent, y.Exponent);
        return new BigDecimal(x.Scaled(exponent) + y.Scaled(exponent), exponent);
    }

    public static BigDecimal operator -(BigDecimal x, BigDecimal y) => x + new BigDecimal(-y.Coefficient, y.Exponent);

    public static BigDecimal operator *(BigDecimal x, BigDecimal y) => new(x.Coefficient * y.Coefficient, x.Exponent + y.Exponent);

    /// <summary>The quotient with at least 34 digits; exact quotients keep as few as the operands allow.</summary>
    public static BigDecimal operator /(BigDecimal x, BigDecimal y)
    {
        var shift = Math.Max(0, Digits + 2 + DigitsOf(y.Coefficient) - DigitsOf(x.Coefficient));
        var quotient = BigInteger.DivRem(x.Coefficient * BigInteger.Pow(10, shift), y.Coefficient, out var remainder);
        var exponent = x.Exponent - y.Exponent - shift;
        if (!remainder.IsZero)
        {
            // A digit behind the last one keeps a tie from being mistaken for exact.
            return new BigDecimal((quotient * 10) + (x.Coefficient.Sign * y.Coefficient.Sign), exponent - 1);
        }

        var ideal = x.Exponent - y.Exponent;
        while (exponent < ideal && (quotient % 10).IsZero)
        {
            quotient /= 10;
            exponent++;
        }

        return new BigDecimal(quotient, exponent);
    }

    /// <summary>The remainder of the division towards zero: it has the sign of the dividend.</summary>
    public static BigDecimal operator %(BigDecimal x, BigDecimal y)
    {
        var exponent = Math.Min(x.Exponent, y.Exponent);
        return new BigDecimal(BigInteger.Remainder(x.Scaled(exponent), y.Scaled(exponent)), exponent);
    }

    private int Magnitude => DigitsOf(Coefficient) + Exponent;

    public BigDecimal Truncate() => Exponent >= 0 ? this : new BigDecimal(BigInteger.Divide(Coefficient, BigInteger.Pow(10, -Exponent)), 0);

    public BigDecimal Floor()
    {
        var whole = Truncate();
        return Coefficient.Sign < 0 && CompareTo(whole) != 0 ? whole - new BigDecimal(1, 0) : whole;
    }

    public BigDecimal Ceiling()
    {
        var whole = Truncate();
        return Coefficient.Sign > 0 && CompareTo(whole) != 0 ? whole + new BigDecimal(1, 0) : whole;
    }

    /// <summary>Rounds half to even at the given number of places behind (or, negative, before) the decimal point.</summary>
    public BigDecimal Round(int places) => Exponent >= -places ? this : new BigDecimal(DivideHalfEven(Coefficient, -places - Exponent), -places);

    /// <summary>Cuts at the given number of places behind (or, negative, before) the decimal point.</summary>
    public BigDecimal Truncate(int places) =>
        Exponent >= -places ? this : new BigDecimal(BigInteger.Divide(Coefficient, BigInteger.Pow(10, -places - Exponent)), -places);

    public bool TryToInt64(out long result)
    {
        result = 0;
        if (Coefficient.IsZero)
        {
            return true;
        }

        if (Magnitude > 19)
        {
            return false;
        }

        var whole = Truncate();
        if (whole.CompareTo(this) != 0)
        {
            return false;
        }

        var value = whole.Scaled(0);
        var fits = value >= long.MinValue && value <= long.MaxValue;
        result = fits ? (long)value : 0;
        return fits;
    }

    public Decimal128 ToDecimal128()
    {
        var (coefficient, exponent) = this;
        var excess = Math.Max(DigitsOf(coefficient) - Digits, MinExponent - exponent);
        if (excess > 0)
        {
            coefficient = excess > DigitsOf(coefficient) + 1 ? BigInteger.Zero : DivideHalfEven(coefficient, excess);
            exponent += excess;
            if (DigitsOf(coefficient) > Digits)
            {
                coefficient /= 10;
                exponent++;
            }
        }

        if (exponent > MaxExponent)
        {
            var room = Digits - DigitsOf(coefficient);
            if (!coefficient.IsZero && exponent - MaxExponent > room)
            {
                return coefficient.Sign < 0 ? Decimal128.NegativeInfinity : Decimal128.PositiveInfinity;
            }

            coefficient *= coefficient.IsZero ? 1 : BigInteger.Pow(10, exponent - MaxExponent);
            exponent = MaxExponent;
        }

        var magnitude = BigInteger.Abs(coefficient);
        var high = (ulong)(magnitude >> 64) | ((ulong)(exponent - MinExponent) << 49) | (coefficient.Sign < 0 ? 1UL << 63 : 0);
        return Decimal128.FromIEEEBits(high, (ulong)(magnitude & ulong.MaxValue));
    }

    public int CompareTo(BigDecimal other)
    {
        var sign = Coefficient.Sign;
        if (sign != other.Coefficient.Sign || sign == 0)
        {
            return sign.CompareTo(other.Coefficient.Sign);
        }

        var magnitude = Magnitude.CompareTo(other.Magnitude);
        if (magnitude != 0)
        {
            return magnitude * sign;
        }

        var exponent = Math.Min(Exponent, other.Exponent);
        return Scaled(exponent).CompareTo(other.Scaled(exponent));
    }

    private static int DigitsOf(BigInteger value)
    {
        if (value.IsZero)
        {
            return 0;
        }

        var magnitude = BigInteger.Abs(value);
        var guess = (int)((magnitude.GetBitLength() - 1) * 0.30102999566398120) + 1;
        return magnitude >= BigInteger.Pow(10, guess) ? guess + 1 : guess;
    }

    private static BigInteger DivideHalfEven(BigInteger value, int digits)
    {
        var divisor = BigInteger.Pow(10, digits);
        var quotient = BigInteger.DivRem(value, divisor, out var remainder);
        var half = (BigInteger.Abs(remainder) * 2).CompareTo(divisor);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + value.Sign : quotient;
    }

    private BigInteger Scaled(int exponent) => Exponent == exponent ? Coefficient : Coefficient * BigInteger.Pow(10, Exponent - exponent);
}
