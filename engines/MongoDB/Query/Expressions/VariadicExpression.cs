using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>A function of several values.</summary>
internal sealed class VariadicExpression(Expression[] arguments, Func<BsonValue?[], BsonValue?> apply) : Expression
{
    public override BsonValue? Evaluate(Evaluation evaluation)
    {
        var values = new BsonValue?[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(evaluation);
        }

        return apply(values);
    }
}
