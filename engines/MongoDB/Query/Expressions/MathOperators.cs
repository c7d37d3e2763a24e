using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>
/// $abs, $ceil, $floor, $round, $trunc, $sqrt, $pow, $exp, $ln, $log, $log10, bit operations and trigonometry. Roots, powers, logarithms and
/// trigonometry of decimals are computed as doubles: the result is a decimal of 15 digits.
/// </summary>
internal static class MathOperators
{
    public static ExpressionOperator[] All { get; } =
    [
        ExpressionOperator.Unary("$abs", value => Number("$abs", value) ?? Abs(value!)),
        ExpressionOperator.Unary("$ceil", value => Number("$ceil", value) ?? Whole(value!, Math.Ceiling, d => d.Ceiling())),
        ExpressionOperator.Unary("$floor", value => Number("$floor", value) ?? Whole(value!, Math.Floor, d => d.Floor())),
        Rounding("$round", (d, places) => Scaled(d, places, x => Math.Round(x, MidpointRounding.ToEven)), (d, places) => d.Round(places)),
        Rounding("$trunc", (d, places) => Scaled(d, places, Math.Truncate), (d, places) => d.Truncate(places)),
        Function("$sqrt", Math.Sqrt, x => x >= 0, 28714, "$sqrt's argument must be greater than or equal to 0"),
        Function("$exp", Math.Exp),
        Function("$ln", Math.Log, x => x > 0, 28766, "$ln's argument must be a positive number"),
        Function("$log10", Math.Log10, x => x > 0, 28761, "$log10's argument must be a positive number"),
        ExpressionOperator.Binary("$log", Log),
        ExpressionOperator.Binary("$pow", Pow),
        Function("$sin", Math.Sin, double.IsFinite, 50989, "cannot apply $sin to an infinity"),
        Function("$cos", Math.Cos, double.IsFinite, 50989, "cannot apply $cos to an infinity"),
        Function("$tan", Math.Tan, double.IsFinite, 50989, "cannot apply $tan to an infinity"),
        Function("$asin", Math.Asin, x => x is >= -1 and <= 1, 50989, "cannot apply $asin beyond [-1,1]"),
        Function("$acos", Math.Acos, x => x is >= -1 and <= 1, 50989, "cannot apply $acos beyond [-1,1]"),
        Function("$atan", Math.Atan),
        Function("$sinh", Math.Sinh),
        Function("$cosh", Math.Cosh),
        Function("$tanh", Math.Tanh),
        Function("$asinh", Math.Asinh),
        Function("$acosh", Math.Acosh, x => x >= 1, 50989, "cannot apply $acosh below 1"),
        Function("$atanh", Math.Atanh, x => x is >= -1 and <= 1, 50989, "cannot apply $atanh beyond [-1,1]"),
        ExpressionOperator.Binary("$atan2", (y, x) => Number("$atan2", y) ?? Number("$atan2", x) ?? Result(y!, x!, Math.Atan2(BsonNumber.ToDouble(y!), BsonNumber.ToDouble(x!)))),
        Function("$degreesToRadians", x => x * Math.PI / 180),
        Function("$radiansToDegrees", x => x * 180 / Math.PI),
        Bits("$bitAnd", -1, (x, y) => x & y),
        Bits("$bitOr", 0, (x, y) => x | y),
        Bits("$bitXor", 0, (x, y) => x ^ y),
        ExpressionOperator.Unary("$bitNot", value => value switch
        {
            BsonInt32 i => ~i.Value,
            BsonInt64 l => ~l.Value,
            _ when BsonTypes.IsNullish(value) => BsonNull.Value,
            _ => throw new CommandException(ErrorCode.TypeMismatch, $"$bitNot only supports int and long, not {BsonTypes.Name(value)}."),
        }),
    ];

    /// <summary>Null for a number; else BSON's null, or an error.</summary>
    private static BsonNull? Number(string name, BsonValue? value) =>
        BsonNumber.Is(value) ? null
        : BsonTypes.IsNullish(value) ? BsonNull.Value
        : throw CommandException.Location(28765, $"{name} only supports numeric types, not {BsonTypes.Name(value)}");

    private static ExpressionOperator Function(string name, Func<double, double> apply, Func<double, bool>? domain = null, int code = 0, string message = "") =>
        ExpressionOperator.Unary(name, value =>
        {
            if (Number(name, value) is { } absent)
            {
                return absent;
            }

            var number = BsonNumber.ToDouble(value!);
            return double.IsNaN(number) || domain is null || domain(number)
                ? Result(value!, value!, apply(number))
                : throw CommandException.Location(code, $"{message}, but is {BsonTexts.Show(value)}");
        });

    private static BsonValue Result(BsonValue x, BsonValue y, double result) =>
        x is BsonDecimal128 || y is BsonDecimal128 ? BsonArithmetic.AsDecimal(result) : new BsonDouble(result);

    private static BsonValue Abs(BsonValue value) => value switch
    {
        BsonInt32 { Value: int.MinValue } => -(long)int.MinValue,
        BsonInt32 i => Math.Abs(i.Value),
        BsonInt64 { Value: long.MinValue } => throw CommandException.Location(28680, "can't take $abs of long long min"),
        BsonInt64 l => Math.Abs(l.Value),
        BsonDouble d => Math.Abs(d.Value),
        _ => new BsonDecimal128(Decimal128.FromIEEEBits(value.AsDecimal128.GetIEEEHighBits() & ~(1UL << 63), value.AsDecimal128.GetIEEELowBits())),
    };

    private static BsonValue Whole(BsonValue value, Func<double, double> doubles, Func<BigDecimal, BigDecimal> decimals) => value switch
    {
        BsonDouble d => doubles(d.Value),
        BsonDecimal128 d when BsonNumber.IsFinite(d) => new BsonDecimal128(decimals(BigDecimal.From(d.Value)).ToDecimal128()),
        _ => value,
    };

    private static ExpressionOperator Rounding(string name, Func<double, int, double> doubles, Func<BigDecimal, int, BigDecimal> decimals) =>
        ExpressionOperator.Variadic(name, 1, 2, values =>
        {
            if (Number(name, values[0]) is { } absent)
            {
                return absent;
            }

            var places = 0;
            if (values.Length == 2)
            {
                if (BsonTypes.IsNullish(values[1]))
                {
                    return BsonNull.Value;
                }

                if (!BsonNumber.TryToInt32(values[1], out places) || places is < -20 or > 100)
                {
                    throw CommandException.Location(51082, $"precision argument to {name} must be an integral value between -20 and 100, but is {BsonTexts.Show(values[1])}");
                }
            }

            return values[0] switch
            {
                BsonDouble d => double.IsFinite(d.Value) ? doubles(d.Value, places) : d,
                BsonDecimal128 d => BsonNumber.IsFinite(d) ? new BsonDecimal128(decimals(BigDecimal.From(d.Value), places).ToDecimal128()) : d,
                var whole => places >= 0 ? whole : WholeAgain(whole!, decimals(BsonNumber.ToBigDecimal(whole!), places)),
            };
        });

    private static BsonValue WholeAgain(BsonValue value, BigDecimal rounded) =>
        !rounded.TryToInt64(out var result) ? throw CommandException.Location(51080, "invalid conversion from Decimal128 result in $round or $trunc to long")
        : value is BsonInt32 && result is >= int.MinValue and <= int.MaxValue ? new BsonInt32((int)result) : new BsonInt64(result);

    private static double Scaled(double value, int places, Func<double, double> apply)
    {
        if (places == 0)
        {
            return apply(value);
        }

        // By decimal digits: scaling by a power of ten would round before it rounds.
        var digits = BigDecimal.FromDouble(value);
        var kept = apply(0.5) == apply(-0.5) && apply(1.5) == 2 ? digits.Round(places) : digits.Truncate(places);
        return kept == digits ? value : BsonNumber.ToDouble(new BsonDecimal128(kept.ToDecimal128()));
    }

    private static BsonValue Log(BsonValue? value, BsonValue? radix)
    {
        if ((Number("$log", value) ?? Number("$log", radix)) is { } absent)
        {
            return absent;
        }

        var (x, b) = (BsonNumber.ToDouble(value!), BsonNumber.ToDouble(radix!));
        return x <= 0 ? throw CommandException.Location(28758, $"$log's argument must be a positive number, but is {BsonTexts.Show(value)}")
            : b is <= 0 or 1 ? throw CommandException.Location(28759, $"$log's base must be a positive number not equal to 1, but is {BsonTexts.Show(radix)}")
            : Result(value!, radix!, Math.Log(x) / Math.Log(b));
    }

    private static BsonValue Pow(BsonValue? value, BsonValue? exponent)
    {
        if ((Number("$pow", value) ?? Number("$pow", exponent)) is { } absent)
        {
            return absent;
        }

        var (x, y) = (BsonNumber.ToDouble(value!), BsonNumber.ToDouble(exponent!));
        if (x == 0 && y < 0)
        {
            throw CommandException.Location(28764, "$pow cannot take a base of 0 and a negative exponent");
        }

        if (value is not (BsonInt32 or BsonInt64) || exponent is not (BsonInt32 or BsonInt64) || y < 0 || y > 63)
        {
            var power = Math.Pow(x, y);
            return value is BsonInt32 or BsonInt64 && exponent is BsonInt32 or BsonInt64 && y >= 0 && x is 0 or 1 or -1 ? Narrow((long)power, value, exponent!) : Result(value!, exponent!, power);
        }

        var exact = System.Numerics.BigInteger.Pow(value.ToInt64(), (int)y);
        return exact >= long.MinValue && exact <= long.MaxValue ? Narrow((long)exact, value, exponent) : new BsonDouble((double)exact);
    }

    private static BsonValue Narrow(long result, BsonValue x, BsonValue y) =>
        x is BsonInt32 && y is BsonInt32 && result is >= int.MinValue and <= int.MaxValue ? new BsonInt32((int)result) : new BsonInt64(result);

    private static ExpressionOperator Bits(string name, int neutral, Func<long, long, long> apply) =>
        ExpressionOperator.Variadic(name, 0, int.MaxValue, values =>
        {
            if (Array.Exists(values, BsonTypes.IsNullish))
            {
                return BsonNull.Value;
            }

            BsonValue result = neutral;
            foreach (var value in values)
            {
                if (value is not (BsonInt32 or BsonInt64))
                {
                    throw new CommandException(ErrorCode.TypeMismatch, $"{name} only supports int and long operands, not {BsonTypes.Name(value)}");
                }

                var bits = apply(result.ToInt64(), value.ToInt64());
                result = result is BsonInt32 && value is BsonInt32 ? new BsonInt32((int)bits) : new BsonInt64(bits);
            }

            return result;
        });
}
