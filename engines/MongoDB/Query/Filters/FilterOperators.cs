using System.Collections.Frozen;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>The operators on a field, by name. Source: MongoDB manual, "Query and Projection Operators".</summary>
internal static class FilterOperators
{
    private static readonly FrozenDictionary<string, FilterOperator> ByName =
        new FilterOperator[]
        {
            new("$eq", Equality),
            new("$ne", operand => operand is BsonRegularExpression
                ? throw new CommandException(ErrorCode.BadValue, "Can't have regex as arg to $ne.")
                : OperatorTerm.Not(Equality(operand))),
            new("$gt", operand => Order("$gt", operand, greater: true, orEqual: false)),
            new("$gte", operand => Order("$gte", operand, greater: true, orEqual: true)),
            new("$lt", operand => Order("$lt", operand, greater: false, orEqual: false)),
            new("$lte", operand => Order("$lte", operand, greater: false, orEqual: true)),
            new("$in", operand => OperatorTerm.Of(In("$in", operand))),
            new("$nin", operand => OperatorTerm.Not(OperatorTerm.Of(In("$nin", operand)))),
            new("$exists", operand => BsonTypes.IsTrue(operand) ? OperatorTerm.Of(new ExistsPredicate()) : OperatorTerm.Not(OperatorTerm.Of(new ExistsPredicate()))),
            new("$type", operand => OperatorTerm.Of(new TypePredicate(operand))),
            new("$comment", _ => OperatorTerm.All([])),
        }
        .Concat(EvaluationOperators.All)
        .Concat(ArrayOperators.All)
        .Concat(BitOperators.All)
        .ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    /// <summary>Known to MongoDB and refused here, by name.</summary>
    private static readonly FrozenSet<string> Refused = FrozenSet.Create(
        StringComparer.Ordinal, "$geoWithin", "$geoIntersects", "$near", "$nearSphere", "$within", "$maxDistance", "$minDistance", "$geoNear", "$text", "$where", "$jsonSchema");

    public static IEnumerable<string> Names => ByName.Keys;

    public static OperatorTerm Parse(string name, BsonValue operand, BsonDocument siblings, ParseScope scope) =>
        ByName.TryGetValue(name, out var known) ? known.Parse(operand, siblings, scope)
        : Refused.Contains(name) ? throw CommandException.NotSupported(name)
        : throw new CommandException(ErrorCode.BadValue, $"unknown operator: {name}");

    /// <summary>Equality as a bare value means it: a regular expression is matched.</summary>
    public static OperatorTerm Equality(BsonValue operand) => operand switch
    {
        BsonRegularExpression regex => OperatorTerm.Of(RegexPredicate.Create(regex)),
        BsonUndefined => throw new CommandException(ErrorCode.BadValue, "cannot compare to undefined"),
        _ => OperatorTerm.Of(new EqualPredicate(operand)),
    };

    private static OperatorTerm Order(string name, BsonValue operand, bool greater, bool orEqual) => operand switch
    {
        BsonRegularExpression => throw new CommandException(ErrorCode.BadValue, $"Can't have RegEx as arg to predicate over field: {name}"),
        BsonUndefined => throw new CommandException(ErrorCode.BadValue, "cannot compare to undefined"),
        _ => OperatorTerm.Of(new OrderPredicate(operand, greater, orEqual)),
    };

    private static InPredicate In(string name, BsonValue operand)
    {
        var values = operand as BsonArray ?? throw new CommandException(ErrorCode.BadValue, $"{name} needs an array");
        return values.FirstOrDefault(v => FilterParser.IsOperators(v)) is { } stray
            ? throw new CommandException(ErrorCode.BadValue, $"cannot nest $ under {name}: {BsonTexts.Show(stray)}")
            : values.Any(v => v is BsonUndefined) ? throw new CommandException(ErrorCode.BadValue, $"{name} cannot hold undefined")
            : new InPredicate(values);
    }
}
