using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>$setUnion, $setIntersection, $setDifference, $setEquals, $setIsSubset.</summary>
internal static class SetOperators
{
    public static ExpressionOperator[] All { get; } =
    [
        ExpressionOperator.Variadic("$setUnion", 0, int.MaxValue, values => Combine("$setUnion", 17043, values, (x, y) => x.Union(y, BsonEquality.Instance))),
        ExpressionOperator.Variadic("$setIntersection", 0, int.MaxValue, values => Combine("$setIntersection", 17047, values, (x, y) => x.Intersect(y, BsonEquality.Instance))),
        ExpressionOperator.Binary("$setDifference", (x, y) =>
            BsonTypes.IsNullish(x) || BsonTypes.IsNullish(y) ? BsonNull.Value
            : new BsonArray(SetOf("$setDifference", 17048, x).Except(SetOf("$setDifference", 17049, y), BsonEquality.Instance))),
        ExpressionOperator.Variadic("$setEquals", 2, int.MaxValue, values =>
        {
            var sets = values.Select(v => new HashSet<BsonValue?>(SetOf("$setEquals", 17044, v), BsonEquality.Instance)).ToArray();
            return Array.TrueForAll(sets, s => s.SetEquals(sets[0]));
        }),
        ExpressionOperator.Binary("$setIsSubset", (x, y) =>
            new HashSet<BsonValue?>(SetOf("$setIsSubset", 17042, y), BsonEquality.Instance).IsSupersetOf(SetOf("$setIsSubset", 17046, x))),
    ];

    private static BsonValue Combine(string name, int code, BsonValue?[] values, Func<IEnumerable<BsonValue?>, IEnumerable<BsonValue?>, IEnumerable<BsonValue?>> combine)
    {
        if (Array.Exists(values, BsonTypes.IsNullish))
        {
            return BsonNull.Value;
        }

        var sets = values.Select(v => SetOf(name, code, v)).ToArray();
        return sets.Length == 0
            ? new BsonArray()
            : new BsonArray(sets.Skip(1).Aggregate(sets[0].Distinct(BsonEquality.Instance), combine).Order(BsonOrder.Instance));
    }

    private static IEnumerable<BsonValue?> SetOf(string name, int code, BsonValue? value) =>
        value as BsonArray ?? throw CommandException.Location(code, $"All operands of {name} must be arrays. One argument is of type: {BsonTypes.Name(value)}");
}
