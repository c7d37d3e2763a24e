using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>A value that is the same for every document.</summary>
internal sealed class ConstantExpression(BsonValue? value) : Expression
{
    public BsonValue? Value => value;

    public override BsonValue? Evaluate(Evaluation evaluation) => value;
}
