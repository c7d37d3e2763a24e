using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>$and, $or, $not, $cond, $ifNull, $switch.</summary>
internal static class BooleanOperators
{
    public static ExpressionOperator[] All { get; } =
    [
        ExpressionOperator.Lazy("$and", 0, int.MaxValue, arguments => e => Array.TrueForAll(arguments, a => BsonTypes.IsTrue(a.Evaluate(e)))),
        ExpressionOperator.Lazy("$or", 0, int.MaxValue, arguments => e => Array.Exists(arguments, a => BsonTypes.IsTrue(a.Evaluate(e)))),
        ExpressionOperator.Unary("$not", value => !BsonTypes.IsTrue(value)),
        ExpressionOperator.Lazy("$ifNull", 2, int.MaxValue, IfNull),
        new("$cond", ParseCondition),
        new("$switch", ParseSwitch),
    ];

    private static Func<Evaluation, BsonValue?> IfNull(Expression[] arguments) => evaluation =>
    {
        foreach (var argument in arguments.AsSpan(0, arguments.Length - 1))
        {
            var value = argument.Evaluate(evaluation);
            if (!BsonTypes.IsNullish(value))
            {
                return value;
            }
        }

        return arguments[^1].Evaluate(evaluation);
    };

    private static ComputedExpression ParseCondition(BsonValue argument, ParseScope scope)
    {
        if (argument is BsonDocument document)
        {
            foreach (var name in document.Names)
            {
                if (name is not ("if" or "then" or "else"))
                {
                    throw CommandException.Location(17083, $"Unrecognized parameter to $cond: {name}");
                }
            }

            argument = new BsonArray
            {
                Part(document, "if", 17080), Part(document, "then", 17081), Part(document, "else", 17082),
            };
        }

        var parts = ExpressionOperator.Arguments("$cond", argument, scope, 3, 3);
        return new ComputedExpression(e => (BsonTypes.IsTrue(parts[0].Evaluate(e)) ? parts[1] : parts[2]).Evaluate(e));
    }

    private static BsonValue Part(BsonDocument document, string name, int code) =>
        document.TryGetValue(name, out var value) ? value : throw CommandException.Location(code, $"Missing '{name}' parameter to $cond");

    private static ComputedExpression ParseSwitch(BsonValue argument, ParseScope scope)
    {
        var document = argument as BsonDocument
            ?? throw CommandException.Location(40060, $"$switch requires an object as an argument, found: {BsonTypes.Name(argument)}");
        foreach (var name in document.Names)
        {
            if (name is not ("branches" or "default"))
            {
                throw CommandException.Location(40067, $"$switch found an unknown argument: {name}");
            }
        }

        if (!document.TryGetValue("branches", out var given) || given is not BsonArray { Count: > 0 } branches)
        {
            throw given is null or BsonArray
                ? CommandException.Location(40068, "$switch requires at least one branch.")
                : CommandException.Location(40061, $"$switch expected an array for 'branches', found: {BsonTypes.Name(given)}");
        }

        var parsed = branches.Select(branch => ParseBranch(branch, scope)).ToArray();
        var absent = document.TryGetValue("default", out var value) ? Expression.Parse(value, scope) : null;
        return new ComputedExpression(evaluation =>
        {
            foreach (var (condition, then) in parsed)
            {
                if (BsonTypes.IsTrue(condition.Evaluate(evaluation)))
                {
                    return then.Evaluate(evaluation);
                }
            }

            return absent is not null
                ? absent.Evaluate(evaluation)
                : throw CommandException.Location(40066, "$switch could not find a matching branch for an input, and no default was specified.");
        });
    }

    private static (Expression Condition, Expression Then) ParseBranch(BsonValue branch, ParseScope scope)
    {
        var document = branch as BsonDocument
            ?? throw CommandException.Location(40062, $"$switch expected each branch to be an object, found: {BsonTypes.Name(branch)}");
        foreach (var name in document.Names)
        {
            if (name is not ("case" or "then"))
            {
                throw CommandException.Location(40063, $"$switch found an unknown argument to a branch: {name}");
            }
        }

        return document.TryGetValue("case", out var condition)
            ? document.TryGetValue("then", out var then)
                ? (Expression.Parse(condition, scope), Expression.Parse(then, scope))
                : throw CommandException.Location(40065, "$switch requires each branch have a 'then' expression.")
            : throw CommandException.Location(40064, "$switch requires each branch have a 'case' expression");
    }
}
