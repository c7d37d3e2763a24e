using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>A document whose fields are expressions; a field whose value is missing is left out.</summary>
internal sealed class ObjectExpression : Expression
{
    private readonly (string Name, Expression Value)[] _fields;

    private ObjectExpression((string, Expression)[] fields) => _fields = fields;

    public static ObjectExpression Parse(BsonDocument document, ParseScope scope)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in document.Names)
        {
            if (name.StartsWith('$'))
            {
                throw CommandException.Location(16410, $"FieldPath field names may not start with '$'. Consider using $getField or $setField: '{name}'.");
            }

            if (name.Contains('.', StringComparison.Ordinal))
            {
                throw CommandException.Location(16412, $"FieldPath field names may not contain '.'. Consider using $getField or $setField: '{name}'.");
            }

            if (!names.Add(name))
            {
                throw CommandException.Location(16406, $"duplicate field name specified in object literal: '{name}'");
            }
        }

        return new ObjectExpression([.. document.Elements.Select(e => (e.Name, Expression.Parse(e.Value, scope)))]);
    }

    public override BsonValue? Evaluate(Evaluation evaluation)
    {
        var result = new BsonDocument();
        foreach (var (name, expression) in _fields)
        {
            if (expression.Evaluate(evaluation) is { } value)
            {
                result.Add(name, value);
            }
        }

        return result;
    }
}
