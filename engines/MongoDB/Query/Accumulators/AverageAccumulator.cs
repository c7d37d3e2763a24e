using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>$avg: of the numbers; null when there are none.</summary>
internal sealed class AverageAccumulator : Accumulator
{
    private readonly NumberSum _sum = new();

    public override BsonValue Result => _sum.Average();

    public override void Add(BsonValue? value) => _sum.Add(value);
}
