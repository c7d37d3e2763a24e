using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>$set, $unset, $setOnInsert, $min, $max, $currentDate.</summary>
internal static class FieldModifiers
{
    public static UpdateOperator[] All { get; } =
    [
        new("$set", (_, operand) => new ValueModifier((current, _, _) => Set(current, operand))),
        new("$setOnInsert", (_, operand) => new InsertModifier(operand)),
        new("$unset", (_, _) => new ValueModifier((_, _, _) => null, creates: false)),
        new("$min", (_, operand) => new ValueModifier((current, _, _) => current is null || BsonOrder.Instance.Compare(operand, current) < 0 ? BsonCopy.Of(operand) : current)),
        new("$max", (_, operand) => new ValueModifier((current, _, _) => current is null || BsonOrder.Instance.Compare(operand, current) > 0 ? BsonCopy.Of(operand) : current)),
        new("$currentDate", ParseCurrentDate),
    ];

    /// <summary>Keeps the current value when it is the same in type and value: then nothing is modified.</summary>
    private static BsonValue Set(BsonValue? current, BsonValue operand) =>
        current is not null && BsonEquality.Exactly(current, operand) ? current : BsonCopy.Of(operand);

    private static ValueModifier ParseCurrentDate(string path, BsonValue operand)
    {
        var timestamp = operand switch
        {
            BsonBoolean => false,
            BsonDocument document when document.ElementCount == 1 && document.TryGetValue("$type", out var type) => type switch
            {
                BsonString { Value: "timestamp" } => true,
                BsonString { Value: "date" } => false,
                _ => throw new CommandException(ErrorCode.BadValue, "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}"),
            },
            BsonDocument document => throw new CommandException(ErrorCode.BadValue, $"Unrecognized $currentDate option: {document.Names.FirstOrDefault(n => n != "$type") ?? "none"}"),
            _ => throw new CommandException(
                ErrorCode.BadValue,
                $"{BsonTypes.Name(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({{$type: 'timestamp/date'}})."),
        };
        return timestamp
            ? new ValueModifier((_, _, context) => new BsonTimestamp((int)new DateTimeOffset(context.Now, TimeSpan.Zero).ToUnixTimeSeconds(), 1))
            : new ValueModifier((_, _, context) => new BsonDateTime(context.Now));
    }
}
