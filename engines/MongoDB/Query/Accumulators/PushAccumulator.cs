using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>$push: all values that are there.</summary>
internal sealed class PushAccumulator : Accumulator
{
    private readonly BsonArray _values = [];
    private long _bytes;

    public override long Bytes => _bytes;

    public override BsonValue Result => _values;

    public override void Add(BsonValue? value)
    {
        if (value is not null)
        {
            _values.Add(value);
            _bytes += BsonSize.Of(value);
        }
    }
}
