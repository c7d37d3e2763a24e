using Lab.Engines.MongoDB.Query.Expressions;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>An accumulator's name and how its operand in $group is read.</summary>
internal sealed record AccumulatorDefinition(string Name, Func<BsonValue, ParseScope, AccumulatorSpec> Parse)
{
    /// <summary>An accumulator of one expression.</summary>
    public static AccumulatorDefinition Of(string name, Func<Accumulator> create) =>
        new(name, (operand, scope) => new AccumulatorSpec(Expression.Parse(operand is BsonArray { Count: 1 } single ? single[0] : operand, scope), create));
}
