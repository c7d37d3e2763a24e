using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>An aggregation expression, parsed once. Source: MongoDB manual, "Aggregation Operators".</summary>
internal abstract class Expression
{
    /// <summary>The value for one document; null stands for a missing value, as <c>$$REMOVE</c> gives.</summary>
    public abstract BsonValue? Evaluate(Evaluation evaluation);

    /// <summary>Parses an expression that sees no variables but the built-in ones.</summary>
    public static Expression Parse(BsonValue value) => Parse(value, new ParseScope());

    /// <exception cref="CommandException">With MongoDB's code for what is wrong.</exception>
    public static Expression Parse(BsonValue value, ParseScope scope)
    {
        scope.NeedsEvaluation = true;
        return value switch
        {
            BsonString text when text.Value.StartsWith("$$", StringComparison.Ordinal) => VariableExpression.Parse(text.Value[2..], scope),
            BsonString text when text.Value.StartsWith('$') => new FieldExpression(FieldPath.ParseStrict(text.Value[1..])),
            BsonDocument document => ParseDocument(document, scope),
            BsonArray array => new ArrayExpression([.. array.Select(item => Parse(item, scope))]),
            _ => new ConstantExpression(value),
        };
    }

    /// <summary>Evaluates against one document, without variables; $$NOW is not to be had.</summary>
    public BsonValue? Evaluate(BsonDocument document, ParseScope scope, DateTime? now = null) =>
        Evaluate(new Evaluation(scope.Variables, now) { Root = document });

    private static Expression ParseDocument(BsonDocument document, ParseScope scope)
    {
        if (document.ElementCount == 0)
        {
            return new ConstantExpression(document);
        }

        var first = document.GetElement(0);
        if (!first.Name.StartsWith('$'))
        {
            return ObjectExpression.Parse(document, scope);
        }

        return document.ElementCount == 1
            ? ExpressionOperators.Parse(first.Name, first.Value, scope)
            : throw CommandException.Location(15983, $"an object representing an expression must have exactly one field: {BsonTexts.Show(document)}");
    }
}
