using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>$push with $each, $position, $sort and $slice, applied in this order.</summary>
internal sealed class PushModifier : Modifier
{
    private readonly BsonArray _values;
    private readonly long? _position;
    private readonly long? _slice;
    private readonly IComparer<BsonValue>? _order;

    private PushModifier(BsonArray values, long? position, long? slice, IComparer<BsonValue>? order)
    {
        _values = values;
        _position = position;
        _slice = slice;
        _order = order;
    }

    public static UpdateOperator[] All { get; } = [new("$push", (_, operand) => Parse(operand))];

    public override BsonValue? Apply(BsonValue? current, string path, UpdateContext context)
    {
        var array = current is null ? [] : ArrayModifiers.ArrayAt(current, "$push", path, context);
        var items = array.ToList();
        items.InsertRange(Start(items.Count), _values.Select(BsonCopy.Of));
        IEnumerable<BsonValue> result = _order is null ? items : items.Order(_order);
        result = _slice switch
        {
            null => result,
            >= 0 => result.Take((int)_slice),
            _ => result.TakeLast((int)-_slice),
        };
        return new BsonArray(result) is var pushed && current is not null && BsonEquality.Exactly(pushed, array) ? current : pushed;
    }

    private static PushModifier Parse(BsonValue operand)
    {
        if (operand is not BsonDocument { ElementCount: > 0 } document || !document.Contains("$each"))
        {
            return new PushModifier([operand], null, null, null);
        }

        long? position = null, slice = null;
        IComparer<BsonValue>? order = null;
        BsonArray values = [];
        foreach (var element in document.Elements)
        {
            switch (element.Name)
            {
                case "$each":
                    values = element.Value as BsonArray
                        ?? throw new CommandException(ErrorCode.BadValue, $"The argument to $each in $push must be an array but it was of type: {BsonTypes.Name(element.Value)}");
                    break;
                case "$position":
                    position = Number("$position", element.Value);
                    break;
                case "$slice":
                    slice = Number("$slice", element.Value);
                    break;
                case "$sort":
                    order = ElementOrder.Parse(element.Value);
                    break;
                default:
                    throw new CommandException(ErrorCode.BadValue, $"Unrecognized clause in $push: {element.Name}");
            }
        }

        return new PushModifier(values, position, slice, order);
    }

    private static long Number(string name, BsonValue value) =>
        BsonNumber.TryToInt64(value, out var number)
            ? Math.Clamp(number, -int.MaxValue, int.MaxValue)
            : throw new CommandException(ErrorCode.BadValue, $"The value for {name} must be an integer value but was given type: {BsonTypes.Name(value)}");

    private int Start(int count) => _position switch
    {
        null => count,
        >= 0 => (int)Math.Min(_position.Value, count),
        _ => (int)Math.Max(0, count + _position.Value),
    };
}
