using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>An expression that is a function of the evaluation.</summary>
internal sealed class ComputedExpression(Func<Evaluation, BsonValue?> evaluate) : Expression
{
    public override BsonValue? Evaluate(Evaluation evaluation) => evaluate(evaluation);
}
