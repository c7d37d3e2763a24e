using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>$min, $max: in the order of all values, null and missing ones left out.</summary>
internal sealed class ExtremeAccumulator(bool greatest) : Accumulator
{
    private BsonValue? _best;

    public override long Bytes => BsonSize.Of(_best);

    public override BsonValue Result => _best ?? BsonNull.Value;

    public override void Add(BsonValue? value)
    {
        if (BsonTypes.IsNullish(value))
        {
            return;
        }

        var order = _best is null ? 1 : BsonOrder.Instance.Compare(value, _best) * (greatest ? 1 : -1);
        if (order > 0)
        {
            _best = value;
        }
    }
}
