using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Projections;

/// <summary>find's $elemMatch: an array with the first element that fulfils the condition, or nothing.</summary>
internal sealed class ElementProjection : Expression
{
    private readonly FieldPath _path;
    private readonly ElementPredicate _condition;

    private ElementProjection(FieldPath path, ElementPredicate condition)
    {
        _path = path;
        _condition = condition;
    }

    public static ElementProjection Parse(FieldPath path, BsonValue condition, ParseScope scope)
    {
        scope.NeedsEvaluation = true;
        return new ElementProjection(path, ArrayOperators.ElementOf(condition, scope));
    }

    public override BsonValue? Evaluate(Evaluation evaluation)
    {
        if (_path.Direct(evaluation.Root) is not BsonArray array)
        {
            return null;
        }

        var context = new MatchContext(evaluation);
        return _condition.Test(array, context) && context.Position is { } index ? new BsonArray { array[index] } : null;
    }
}
