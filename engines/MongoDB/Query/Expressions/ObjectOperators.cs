using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Accumulators;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>$mergeObjects, $objectToArray, $arrayToObject, $getField, $setField, $unsetField.</summary>
internal static class ObjectOperators
{
    public static ExpressionOperator[] All { get; } =
    [
        ExpressionOperator.Variadic("$mergeObjects", 0, int.MaxValue, MergeObjects),
        ExpressionOperator.Unary("$objectToArray", ObjectToArray),
        ExpressionOperator.Unary("$arrayToObject", ArrayToObject),
        new("$getField", ParseGetField),
        new("$setField", (argument, scope) => ParseSetField("$setField", argument, scope, ["field", "input", "value"])),
        new("$unsetField", (argument, scope) => ParseSetField("$unsetField", argument, scope, ["field", "input"])),
    ];

    private static BsonValue MergeObjects(BsonValue?[] values)
    {
        var merged = new MergeAccumulator();
        foreach (var value in values is [BsonArray array] ? [.. array] : values)
        {
            merged.Add(value);
        }

        return merged.Result;
    }

    private static BsonValue ObjectToArray(BsonValue? value) => value switch
    {
        _ when BsonTypes.IsNullish(value) => BsonNull.Value,
        BsonDocument document => new BsonArray(document.Elements.Select(e => new BsonDocument { { "k", e.Name }, { "v", e.Value } })),
        _ => throw CommandException.Location(40390, $"$objectToArray requires a document input, found: {BsonTypes.Name(value)}"),
    };

    private static BsonValue ArrayToObject(BsonValue? value)
    {
        if (BsonTypes.IsNullish(value))
        {
            return BsonNull.Value;
        }

        var array = value as BsonArray ?? throw CommandException.Location(40386, $"$arrayToObject requires an array input, found: {BsonTypes.Name(value)}");
        var output = new BsonDocument();
        foreach (var item in array)
        {
            var (key, field) = item switch
            {
                BsonArray { Count: 2 } pair => (pair[0], pair[1]),
                BsonArray pair => throw CommandException.Location(40397, $"$arrayToObject requires an array of size 2 arrays,found array of size: {pair.Count}"),
                BsonDocument { ElementCount: 2 } pair when pair.TryGetValue("k", out var k) && pair.TryGetValue("v", out var v) => (k, v),
                BsonDocument => throw CommandException.Location(40393, "$arrayToObject requires an object with keys 'k' and 'v'."),
                _ => throw CommandException.Location(40398, $"Unrecognised input type format for $arrayToObject: {BsonTypes.Name(item)}"),
            };
            output[(key as BsonString ?? throw CommandException.Location(40395, $"$arrayToObject requires keys of type string, found: {BsonTypes.Name(key)}")).Value] = field;
        }

        return output;
    }

    private static ComputedExpression ParseGetField(BsonValue argument, ParseScope scope)
    {
        Expression name, input;
        if (argument is BsonDocument document && document.Contains("field"))
        {
            NamedArguments.Check("$getField", document, ["field"], ["input"]);
            name = Expression.Parse(document["field"], scope);
            input = document.TryGetValue("input", out var given) ? Expression.Parse(given, scope) : new ComputedExpression(e => e.Root);
        }
        else
        {
            name = Expression.Parse(argument, scope);
            input = new ComputedExpression(e => e.Root);
        }

        return new ComputedExpression(evaluation =>
        {
            var field = name.Evaluate(evaluation) as BsonString
                ?? throw CommandException.Location(3041704, "$getField requires 'field' to evaluate to type String");
            var from = input.Evaluate(evaluation);
            return from is BsonDocument inner ? inner.TryGetValue(field.Value, out var value) ? value : null
                : BsonTypes.IsNullish(from) ? from : null;
        });
    }

    private static ComputedExpression ParseSetField(string name, BsonValue argument, ParseScope scope, string[] required)
    {
        var document = NamedArguments.DocumentOf(name, argument);
        NamedArguments.Check(name, document, required, []);
        var field = Expression.Parse(document["field"], scope) is ConstantExpression { Value: BsonString text }
            ? text.Value
            : throw CommandException.Location(4161107, $"{name} requires 'field' to evaluate to a constant String");
        var input = Expression.Parse(document["input"], scope);
        var value = document.TryGetValue("value", out var given) ? Expression.Parse(given, scope) : new ConstantExpression(null);
        return new ComputedExpression(evaluation =>
        {
            var from = input.Evaluate(evaluation);
            if (BsonTypes.IsNullish(from))
            {
                return BsonNull.Value;
            }

            var output = new BsonDocument();
            output.AddRange(((IEnumerable<BsonElement>?)(from as BsonDocument))
                ?? throw CommandException.Location(4161105, $"{name} requires 'input' to evaluate to type Object"));
            if (value.Evaluate(evaluation) is { } set)
            {
                output[field] = set;
            }
            else
            {
                output.Remove(field);
            }

            return output;
        });
    }
}
