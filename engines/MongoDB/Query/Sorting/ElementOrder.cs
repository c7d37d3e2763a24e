using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Sorting;

/// <summary>The order of an array's elements: whole (1 or -1), or by the fields of documents.</summary>
internal sealed class ElementOrder : IComparer<BsonValue>
{
    private readonly bool _descending;
    private readonly SortSpec? _fields;

    private ElementOrder(bool descending, SortSpec? fields)
    {
        _descending = descending;
        _fields = fields;
    }

    /// <exception cref="CommandException">It is neither 1, -1 nor a sort order.</exception>
    public static ElementOrder Parse(BsonValue order) => order switch
    {
        BsonDocument { ElementCount: > 0 } fields => new ElementOrder(false, SortSpec.Parse(fields)),
        BsonDocument => throw new CommandException(ErrorCode.BadValue, "The sort pattern is empty when it should be a set of fields."),
        _ when BsonNumber.TryToInt64(order, out var direction) && direction is 1 or -1 => new ElementOrder(direction == -1, null),
        _ => throw new CommandException(ErrorCode.BadValue, "The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields"),
    };

    public int Compare(BsonValue? x, BsonValue? y)
    {
        if (_fields is not null)
        {
            return _fields.Compare(x as BsonDocument ?? [], y as BsonDocument ?? []);
        }

        var order = BsonOrder.Instance.Compare(x, y);
        return _descending ? -order : order;
    }
}
