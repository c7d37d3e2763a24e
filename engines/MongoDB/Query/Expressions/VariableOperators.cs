using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>$let, $literal, $expr, $rand.</summary>
internal static class VariableOperators
{
    public static ExpressionOperator[] All { get; } =
    [
        new("$literal", (argument, _) => new ConstantExpression(argument)),
        new("$const", (argument, _) => new ConstantExpression(argument)),
        new("$expr", Expression.Parse),
        new("$let", ParseLet),
        new("$rand", (argument, _) => argument is BsonDocument { ElementCount: 0 } or BsonArray { Count: 0 }
            ? new ComputedExpression(_ => Random.Shared.NextDouble())
            : throw CommandException.Location(3040501, "$rand does not currently accept arguments")),
    ];

    private static ComputedExpression ParseLet(BsonValue argument, ParseScope scope)
    {
        var document = argument as BsonDocument ?? throw CommandException.Location(16874, "$let only supports an object as its argument");
        foreach (var name in document.Names)
        {
            if (name is not ("vars" or "in"))
            {
                throw CommandException.Location(16875, $"Unrecognized parameter to $let: {name}");
            }
        }

        if (!document.TryGetValue("vars", out var given))
        {
            throw CommandException.Location(16876, "Missing 'vars' parameter to $let");
        }

        if (!document.TryGetValue("in", out var body))
        {
            throw CommandException.Location(16877, "Missing 'in' parameter to $let");
        }

        var variables = given as BsonDocument ?? throw new CommandException(ErrorCode.FailedToParse, $"invalid parameter: expected an object (vars), found {BsonTypes.Name(given)}");
        var inner = scope.DeclareAll(variables, out var bind);
        var value = Expression.Parse(body, inner);
        return new ComputedExpression(evaluation =>
        {
            bind(evaluation);
            return value.Evaluate(evaluation);
        });
    }
}
