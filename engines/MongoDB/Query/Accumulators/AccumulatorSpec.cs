using Lab.Engines.MongoDB.Query.Expressions;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>What is read from each document, and what gathers it.</summary>
internal sealed record AccumulatorSpec(Expression Read, Func<Accumulator> Create);
