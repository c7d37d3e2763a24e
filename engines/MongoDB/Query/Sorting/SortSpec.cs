using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Sorting;

/// <summary>
/// A sort order. An array counts as its least element (greatest, when descending), an empty array as less than null, a missing value as null.
/// Source: MongoDB manual, "Comparison/Sort Order".
/// </summary>
internal sealed class SortSpec : IComparer<BsonDocument>
{
    private const int MaxKeys = 32;

    private SortSpec(SortKey[] keys) => Keys = keys;

    public IReadOnlyList<SortKey> Keys { get; }

    /// <summary>No order is asked for.</summary>
    public bool IsEmpty => Keys.Count == 0;

    /// <exception cref="CommandException">With MongoDB's code for what is wrong.</exception>
    public static SortSpec Parse(BsonDocument order)
    {
        if (order.ElementCount > MaxKeys)
        {
            throw new CommandException(ErrorCode.BadValue, $"too many sort keys: {order.ElementCount}, at most {MaxKeys} are allowed");
        }

        return new SortSpec([.. order.Elements.Select(ParseKey)]);
    }

    /// <summary>The values by which a document is placed, one for each key.</summary>
    /// <exception cref="CommandException">Two keys lie in arrays side by side.</exception>
    public BsonValue[] KeyOf(BsonDocument document)
    {
        var values = new BsonValue[Keys.Count];
        string? array = null;
        for (var i = 0; i < values.Length; i++)
        {
            var extracted = new SortValue(Keys[i]);
            extracted.Visit(document);
            values[i] = extracted.Value;
            if (extracted.Array is { } entered)
            {
                array = array is null || array == entered ? entered : throw new CommandException(ErrorCode.BadValue, "cannot sort with keys that are parallel arrays");
            }
        }

        return values;
    }

    /// <summary>Compares what <see cref="KeyOf"/> gave for two documents.</summary>
    public int CompareKeys(BsonValue[] x, BsonValue[] y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var order = BsonOrder.Instance.Compare(x[i], y[i]);
            if (order != 0)
            {
                return Keys[i].Descending ? -order : order;
            }
        }

        return 0;
    }

    public int Compare(BsonDocument? x, BsonDocument? y) => CompareKeys(KeyOf(x ?? []), KeyOf(y ?? []));

    private static SortKey ParseKey(BsonElement element)
    {
        if (element.Value is BsonDocument)
        {
            throw element.Value.AsBsonDocument.Contains("$meta")
                ? CommandException.NotSupported("sorting by $meta")
                : CommandException.Location(15974, $"Illegal key in $sort specification: {element.Name}: {BsonTexts.Show(element.Value)}");
        }

        if (!BsonNumber.Is(element.Value))
        {
            throw CommandException.Location(15974, $"Illegal key in $sort specification: {element.Name}: {BsonTexts.Show(element.Value)}");
        }

        return BsonNumber.TryToInt64(element.Value, out var direction) && direction is 1 or -1
            ? new SortKey(FieldPath.ParseStrict(element.Name), direction == -1)
            : throw CommandException.Location(15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
    }
}
