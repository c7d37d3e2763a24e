using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>$expr: an aggregation expression as a condition.</summary>
internal sealed class ExpressionNode(Expression expression) : MatchNode
{
    public override bool Matches(BsonDocument document, MatchContext? context)
    {
        var evaluation = context?.Evaluation ?? throw new InvalidOperationException("$expr was matched without an evaluation.");
        evaluation.Root = document;
        return BsonTypes.IsTrue(expression.Evaluate(evaluation));
    }
}
