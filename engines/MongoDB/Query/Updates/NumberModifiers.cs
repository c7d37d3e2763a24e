using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>$inc, $mul, $bit.</summary>
internal static class NumberModifiers
{
    public static UpdateOperator[] All { get; } =
    [
        new("$inc", (path, operand) => Arithmetic("$inc", "increment", path, operand, absent => absent, BsonArithmetic.Add)),
        new("$mul", (path, operand) => Arithmetic("$mul", "multiply", path, operand, Zero, BsonArithmetic.Multiply)),
        new("$bit", ParseBit),
    ];

    private static ValueModifier Arithmetic(
        string name, string verb, string path, BsonValue operand, Func<BsonValue, BsonValue> absent, Func<BsonValue, BsonValue, BsonValue?> apply)
    {
        if (!BsonNumber.Is(operand))
        {
            throw new CommandException(ErrorCode.TypeMismatch, $"Cannot {verb} with non-numeric argument: {{{path}: {BsonTexts.Show(operand)}}}");
        }

        return new ValueModifier((current, at, context) =>
        {
            if (current is null)
            {
                return absent(operand);
            }

            if (!BsonNumber.Is(current))
            {
                throw new CommandException(
                    ErrorCode.TypeMismatch,
                    $"Cannot apply {name} to a value of non-numeric type. {{_id: {BsonTexts.Show(context.Id)}}} has the field '{Last(at)}' of non-numeric type {BsonTypes.Name(current)}");
            }

            var result = apply(current, operand) ?? throw new CommandException(
                ErrorCode.BadValue,
                $"Failed to apply {name} operations to current value ({BsonTexts.Show(current)}) for document {{_id: {BsonTexts.Show(context.Id)}}}");
            return BsonEquality.Exactly(result, current) ? current : result;
        });
    }

    private static BsonValue Zero(BsonValue operand) => operand switch
    {
        BsonInt64 => new BsonInt64(0),
        BsonDouble => new BsonDouble(0),
        BsonDecimal128 => new BsonDecimal128(Decimal128.Zero),
        _ => new BsonInt32(0),
    };

    private static ValueModifier ParseBit(string path, BsonValue operand)
    {
        if (operand is not BsonDocument { ElementCount: > 0 } operations)
        {
            throw new CommandException(
                ErrorCode.BadValue,
                $"The $bit modifier is not compatible with a {BsonTypes.Name(operand)}. You must pass in an embedded document: {{$bit: {{field: {{and/or/xor: #}}}}}}");
        }

        var parsed = operations.Elements.Select(e => (Apply: BitOperation(e.Name), e.Value)).ToArray();
        foreach (var element in operations.Elements)
        {
            if (element.Value is not (BsonInt32 or BsonInt64))
            {
                throw new CommandException(
                    ErrorCode.BadValue,
                    $"The $bit modifier field must be an Integer(32/64 bit); a '{BsonTypes.Name(element.Value)}' is not supported here: {{{element.Name}: {BsonTexts.Show(element.Value)}}}");
            }
        }

        return new ValueModifier((current, at, context) =>
        {
            if (current is not (null or BsonInt32 or BsonInt64))
            {
                throw new CommandException(
                    ErrorCode.BadValue,
                    $"Cannot apply $bit to a value of non-integral type._id: {BsonTexts.Show(context.Id)} has the field {Last(at)} of non-integer type {BsonTypes.Name(current)}");
            }

            BsonValue value = current ?? new BsonInt32(0);
            foreach (var (apply, argument) in parsed)
            {
                var result = apply(value.ToInt64(), argument.ToInt64());
                value = value is BsonInt32 && argument is BsonInt32 ? new BsonInt32((int)result) : new BsonInt64(result);
            }

            return current is not null && BsonEquality.Exactly(value, current) ? current : value;
        });
    }

    private static Func<long, long, long> BitOperation(string name) => name switch
    {
        "and" => (x, y) => x & y,
        "or" => (x, y) => x | y,
        "xor" => (x, y) => x ^ y,
        _ => throw new CommandException(ErrorCode.BadValue, $"The $bit modifier only supports 'and', 'or', and 'xor', not '{name}' which is an unknown operator."),
    };

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];
}
