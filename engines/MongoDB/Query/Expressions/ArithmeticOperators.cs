using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>$add, $subtract, $multiply, $divide, $mod. Null and missing operands give null.</summary>
internal static class ArithmeticOperators
{
    public static ExpressionOperator[] All { get; } =
    [
        ExpressionOperator.Variadic("$add", 0, int.MaxValue, Add),
        ExpressionOperator.Binary("$subtract", Subtract),
        ExpressionOperator.Variadic("$multiply", 0, int.MaxValue, Multiply),
        ExpressionOperator.Binary("$divide", (x, y) => Numbers("$divide", "divide", x, y) ?? Divide(x!, y!)),
        ExpressionOperator.Binary("$mod", (x, y) => Numbers("$mod", "mod", x, y) ?? Mod(x!, y!)),
    ];

    private static BsonValue Add(BsonValue?[] values)
    {
        BsonValue sum = new BsonInt32(0);
        var hasDate = false;
        foreach (var value in values)
        {
            if (BsonTypes.IsNullish(value))
            {
                return BsonNull.Value;
            }
        }

        foreach (var value in values)
        {
            var operand = value!;
            if (value is BsonDateTime date)
            {
                hasDate = !hasDate ? true : throw CommandException.Location(16612, "only one date allowed in an $add expression");
                operand = date.MillisecondsSinceEpoch;
            }
            else if (!BsonNumber.Is(value))
            {
                throw new CommandException(ErrorCode.TypeMismatch, $"$add only supports numeric or date types, not {BsonTypes.Name(value)}");
            }

            sum = BsonArithmetic.OrDouble(BsonArithmetic.Add(sum, operand), sum, operand, (x, y) => x + y);
        }

        return hasDate ? AsDate(sum) : sum;
    }

    private static BsonValue Subtract(BsonValue? x, BsonValue? y)
    {
        if (BsonTypes.IsNullish(x) || BsonTypes.IsNullish(y))
        {
            return BsonNull.Value;
        }

        if (x is BsonDateTime date)
        {
            return y is BsonDateTime other ? date.MillisecondsSinceEpoch - other.MillisecondsSinceEpoch
                : BsonNumber.Is(y) ? AsDate(BsonArithmetic.OrDouble(BsonArithmetic.Subtract(date.MillisecondsSinceEpoch, y!), date.MillisecondsSinceEpoch, y!, (a, b) => a - b))
                : throw new CommandException(ErrorCode.TypeMismatch, $"can't $subtract {BsonTypes.Name(y)} from Date");
        }

        return BsonNumber.Is(x) && BsonNumber.Is(y)
            ? BsonArithmetic.OrDouble(BsonArithmetic.Subtract(x!, y!), x!, y!, (a, b) => a - b)
            : throw new CommandException(ErrorCode.TypeMismatch, $"can't $subtract {BsonTypes.Name(y)} from {BsonTypes.Name(x)}");
    }

    private static BsonValue Multiply(BsonValue?[] values)
    {
        BsonValue product = new BsonInt32(1);
        if (Array.Exists(values, BsonTypes.IsNullish))
        {
            return BsonNull.Value;
        }

        foreach (var value in values)
        {
            product = BsonNumber.Is(value)
                ? BsonArithmetic.OrDouble(BsonArithmetic.Multiply(product, value!), product, value!, (x, y) => x * y)
                : throw new CommandException(ErrorCode.TypeMismatch, $"$multiply only supports numeric types, not {BsonTypes.Name(value)}");
        }

        return product;
    }

    /// <summary>Null when both are numbers; else BSON's null, or an error.</summary>
    private static BsonNull? Numbers(string name, string verb, BsonValue? x, BsonValue? y) =>
        BsonTypes.IsNullish(x) || BsonTypes.IsNullish(y) ? BsonNull.Value
        : BsonNumber.Is(x) && BsonNumber.Is(y) ? null
        : throw new CommandException(ErrorCode.TypeMismatch, $"{name} only supports numeric types, not {BsonTypes.Name(x)} and {BsonTypes.Name(y)} (cannot {verb})");

    private static BsonValue Divide(BsonValue x, BsonValue y) =>
        BsonArithmetic.IsZero(y) ? throw new CommandException(ErrorCode.BadValue, "can't $divide by zero") : BsonArithmetic.Divide(x, y);

    private static BsonValue Mod(BsonValue x, BsonValue y) =>
        BsonArithmetic.IsZero(y) ? throw CommandException.Location(16610, "can't $mod by zero") : BsonArithmetic.Mod(x, y);

    private static BsonDateTime AsDate(BsonValue milliseconds) =>
        BsonNumber.TryToInt64(Rounded(milliseconds), out var value) ? new BsonDateTime(value) : throw new CommandException(ErrorCode.Overflow, "date overflow");

    private static BsonValue Rounded(BsonValue value) => value switch
    {
        BsonDouble d => Math.Round(d.Value, MidpointRounding.AwayFromZero),
        BsonDecimal128 d when BsonNumber.IsFinite(d) => new BsonDecimal128(BigDecimal.From(d.Value).Round(0).ToDecimal128()),
        _ => value,
    };
}
