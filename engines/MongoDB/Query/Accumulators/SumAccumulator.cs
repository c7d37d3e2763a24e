using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>$sum: of the numbers; 0 when there are none.</summary>
internal sealed class SumAccumulator : Accumulator
{
    private readonly NumberSum _sum = new();

    public override BsonValue Result => _sum.Total();

    public override void Add(BsonValue? value) => _sum.Add(value);
}
