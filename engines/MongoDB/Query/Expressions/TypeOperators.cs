using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>$type, $isNumber, $convert and its short forms, $bsonSize, $binarySize, $tsSecond, $tsIncrement.</summary>
internal static class TypeOperators
{
    public static ExpressionOperator[] All { get; } =
    [
        ExpressionOperator.Unary("$type", value => BsonTypes.Name(value)),
        ExpressionOperator.Unary("$isNumber", value => BsonNumber.Is(value)),
        new("$convert", ParseConvert),
        To("$toInt", BsonType.Int32),
        To("$toLong", BsonType.Int64),
        To("$toDouble", BsonType.Double),
        To("$toDecimal", BsonType.Decimal128),
        To("$toString", BsonType.String),
        To("$toBool", BsonType.Boolean),
        To("$toDate", BsonType.DateTime),
        To("$toObjectId", BsonType.ObjectId),
        ExpressionOperator.Unary("$bsonSize", value => BsonTypes.IsNullish(value) ? BsonNull.Value
            : value is BsonDocument document ? (int)BsonSize.Of(document)
            : throw CommandException.Location(31393, $"$bsonSize requires a document input, found: {BsonTypes.Name(value)}")),
        ExpressionOperator.Unary("$binarySize", value => value switch
        {
            _ when BsonTypes.IsNullish(value) => BsonNull.Value,
            BsonString text => CodePoints.Utf8Length(text.Value),
            BsonBinaryData binary => binary.Bytes.Length,
            _ => throw CommandException.Location(51276, $"$binarySize requires a string or BinData argument, found: {BsonTypes.Name(value)}"),
        }),
        ExpressionOperator.Unary("$tsSecond", value => Stamp("$tsSecond", value, stamp => (long)(uint)stamp.Timestamp)),
        ExpressionOperator.Unary("$tsIncrement", value => Stamp("$tsIncrement", value, stamp => (long)(uint)stamp.Increment)),
    ];

    private static BsonValue Stamp(string name, BsonValue? value, Func<BsonTimestamp, long> part) =>
        BsonTypes.IsNullish(value) ? BsonNull.Value
        : value is BsonTimestamp stamp ? part(stamp)
        : throw CommandException.Location(5687301, $"Argument to {name} must be a timestamp, but is {BsonTypes.Name(value)}");

    private static ExpressionOperator To(string name, BsonType type) =>
        ExpressionOperator.Unary(name, value => BsonTypes.IsNullish(value) ? BsonNull.Value : BsonConversion.Convert(value!, type));

    private static ComputedExpression ParseConvert(BsonValue argument, ParseScope scope)
    {
        var arguments = NamedArguments.Parse("$convert", argument, scope, ["input", "to"], ["onError", "onNull"]);
        var (input, to, onNull) = (arguments.Required("input"), arguments.Required("to"), arguments.Optional("onNull", BsonNull.Value));
        var onError = arguments.Has("onError") ? arguments.Required("onError") : null;
        return new ComputedExpression(evaluation =>
        {
            var value = input.Evaluate(evaluation);
            var wanted = to.Evaluate(evaluation);
            if (BsonTypes.IsNullish(value))
            {
                return onNull.Evaluate(evaluation);
            }

            if (BsonTypes.IsNullish(wanted))
            {
                return BsonNull.Value;
            }

            var type = TypeOf(wanted!);
            try
            {
                return BsonConversion.Convert(value!, type);
            }
            catch (CommandException error) when (onError is not null && error.Code == (int)ErrorCode.ConversionFailure)
            {
                return onError.Evaluate(evaluation);
            }
        });
    }

    private static BsonType TypeOf(BsonValue wanted) => wanted switch
    {
        BsonString alias => BsonTypes.TryParse(alias.Value, out var byAlias) ? byAlias : throw new CommandException(ErrorCode.BadValue, $"Unknown type name: {alias.Value}"),
        _ when BsonNumber.TryToInt64(wanted, out var number) => BsonTypes.TryParse(number, out var byNumber)
            ? byNumber
            : throw new CommandException(ErrorCode.FailedToParse, $"In $convert, numeric value for 'to' does not correspond to a BSON type: {number}"),
        _ => throw new CommandException(ErrorCode.FailedToParse, $"$convert's 'to' argument must be a string or number, but is {BsonTypes.Name(wanted)}"),
    };
}
