using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>$first, $last: the value of the first or last document, null when it is missing there.</summary>
internal sealed class EndAccumulator(bool last) : Accumulator
{
    private BsonValue? _value;

    public override long Bytes => BsonSize.Of(_value);

    public override BsonValue Result => _value ?? BsonNull.Value;

    public override void Add(BsonValue? value) => _value = last || _value is null ? value ?? BsonNull.Value : _value;
}
