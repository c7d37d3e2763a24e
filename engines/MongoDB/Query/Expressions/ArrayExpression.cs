using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>An array whose items are expressions; a missing value becomes null.</summary>
internal sealed class ArrayExpression(Expression[] items) : Expression
{
    public Expression[] Items => items;

    public override BsonValue? Evaluate(Evaluation evaluation)
    {
        var result = new BsonArray(items.Length);
        foreach (var item in items)
        {
            result.Add(item.Evaluate(evaluation) ?? BsonNull.Value);
        }

        return result;
    }
}
