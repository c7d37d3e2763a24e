using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>$addToSet: the different values, in no promised order.</summary>
internal sealed class SetAccumulator : Accumulator
{
    private readonly HashSet<BsonValue?> _values = new(BsonEquality.Instance);
    private long _bytes;

    public override long Bytes => _bytes;

    public override BsonValue Result => new BsonArray(_values);

    public override void Add(BsonValue? value)
    {
        if (value is not null && _values.Add(value))
        {
            _bytes += BsonSize.Of(value);
        }
    }
}
