using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>A function of one value.</summary>
internal sealed class UnaryExpression(Expression argument, Func<BsonValue?, BsonValue?> apply) : Expression
{
    public override BsonValue? Evaluate(Evaluation evaluation) => apply(argument.Evaluate(evaluation));
}
