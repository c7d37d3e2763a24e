using System.Collections.Frozen;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>The accumulators of $group by name. Source: MongoDB manual, "$group (aggregation)", accumulator operators.</summary>
internal static class AccumulatorOperators
{
    private static readonly FrozenDictionary<string, AccumulatorDefinition> ByName =
        new AccumulatorDefinition[]
        {
            AccumulatorDefinition.Of("$sum", () => new SumAccumulator()),
            AccumulatorDefinition.Of("$avg", () => new AverageAccumulator()),
            AccumulatorDefinition.Of("$min", () => new ExtremeAccumulator(greatest: false)),
            AccumulatorDefinition.Of("$max", () => new ExtremeAccumulator(greatest: true)),
            AccumulatorDefinition.Of("$first", () => new EndAccumulator(last: false)),
            AccumulatorDefinition.Of("$last", () => new EndAccumulator(last: true)),
            AccumulatorDefinition.Of("$push", () => new PushAccumulator()),
            AccumulatorDefinition.Of("$addToSet", () => new SetAccumulator()),
            AccumulatorDefinition.Of("$stdDevPop", () => new DeviationAccumulator(sample: false)),
            AccumulatorDefinition.Of("$stdDevSamp", () => new DeviationAccumulator(sample: true)),
            AccumulatorDefinition.Of("$mergeObjects", () => new MergeAccumulator()),
            new("$count", (operand, _) => operand is BsonDocument { ElementCount: 0 }
                ? new AccumulatorSpec(new ConstantExpression(new BsonInt32(1)), () => new SumAccumulator())
                : throw new CommandException(ErrorCode.TypeMismatch, "$count takes no arguments, i.e. $count:{}")),
        }
        .Concat(RankedAccumulators.All)
        .ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);

    private static readonly FrozenSet<string> Refused = FrozenSet.Create(StringComparer.Ordinal, "$accumulator", "$median", "$percentile");

    public static IEnumerable<string> Names => ByName.Keys;

    public static AccumulatorSpec Parse(string name, BsonValue operand, ParseScope scope) =>
        ByName.TryGetValue(name, out var known) ? known.Parse(operand, scope)
        : Refused.Contains(name) ? throw CommandException.NotSupported($"the accumulator {name}")
        : throw CommandException.Location(15952, $"unknown group operator '{name}'");
}
