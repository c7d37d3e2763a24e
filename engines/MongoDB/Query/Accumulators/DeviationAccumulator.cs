using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>$stdDevPop, $stdDevSamp by Welford's method; null when there are too few numbers.</summary>
internal sealed class DeviationAccumulator(bool sample) : Accumulator
{
    private long _count;
    private double _mean;
    private double _squares;

    public override BsonValue Result
    {
        get
        {
            var divisor = sample ? _count - 1 : _count;
            return divisor <= 0 ? BsonNull.Value : new BsonDouble(Math.Sqrt(_squares / divisor));
        }
    }

    public override void Add(BsonValue? value)
    {
        if (!BsonNumber.Is(value))
        {
            return;
        }

        var number = BsonNumber.ToDouble(value!);
        var delta = number - _mean;
        _mean += delta / ++_count;
        _squares += delta * (number - _mean);
    }
}
