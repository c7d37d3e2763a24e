using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>A function of two values.</summary>
internal sealed class BinaryExpression(Expression left, Expression right, Func<BsonValue?, BsonValue?, BsonValue?> apply) : Expression
{
    public override BsonValue? Evaluate(Evaluation evaluation) => apply(left.Evaluate(evaluation), right.Evaluate(evaluation));
}
