using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>The first so many values in an order, or the only one: $firstN, $lastN, $minN, $maxN, $top, $topN, $bottom, $bottomN.</summary>
/// <param name="count">How many.</param>
/// <param name="single">Whether the result is the value itself and no array.</param>
/// <param name="compare">The order of what is added, or null for the order in which it comes.</param>
/// <param name="fromEnd">Whether the last of the order are wanted; they come out in its direction.</param>
/// <param name="output">What of each value is put out.</param>
/// <param name="skipNullish">Whether null and missing values do not count.</param>
internal sealed class RankedAccumulator(
    long count, bool single, Comparison<BsonValue>? compare, bool fromEnd, Func<BsonValue, BsonValue> output, bool skipNullish) : Accumulator
{
    private readonly List<(BsonValue Value, long Number)> _held = [];
    private long _number;
    private long _bytes;

    public override long Bytes => _bytes;

    public override BsonValue Result
    {
        get
        {
            var kept = _held.Select(h => output(h.Value)).ToList();
            return single ? kept.FirstOrDefault() ?? BsonNull.Value : new BsonArray(kept);
        }
    }

    public override void Add(BsonValue? value)
    {
        if (skipNullish && BsonTypes.IsNullish(value))
        {
            return;
        }

        var entry = (Value: value ?? BsonNull.Value, Number: _number++);
        var place = _held.BinarySearch(entry, Comparer<(BsonValue Value, long Number)>.Create(Order));
        place = place < 0 ? ~place : place;
        if (_held.Count == count && place == (fromEnd ? 0 : _held.Count))
        {
            return;
        }

        _held.Insert(place, entry);
        _bytes += BsonSize.Of(entry.Value);
        if (_held.Count > count)
        {
            var dropped = fromEnd ? 0 : _held.Count - 1;
            _bytes -= BsonSize.Of(_held[dropped].Value);
            _held.RemoveAt(dropped);
        }
    }

    private int Order((BsonValue Value, long Number) x, (BsonValue Value, long Number) y)
    {
        var order = compare?.Invoke(x.Value, y.Value) ?? 0;
        return order != 0 ? order : x.Number.CompareTo(y.Number);
    }
}
