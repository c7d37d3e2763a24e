using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>$eq, $ne, $gt, $gte, $lt, $lte, $cmp: across types, in the order of <see cref="BsonOrder"/>.</summary>
internal static class ComparisonOperators
{
    public static ExpressionOperator[] All { get; } =
    [
        Compare("$eq", order => order == 0),
        Compare("$ne", order => order != 0),
        Compare("$gt", order => order > 0),
        Compare("$gte", order => order >= 0),
        Compare("$lt", order => order < 0),
        Compare("$lte", order => order <= 0),
        ExpressionOperator.Binary("$cmp", (x, y) => Math.Sign(BsonOrder.Instance.Compare(x, y))),
    ];

    private static ExpressionOperator Compare(string name, Func<int, bool> holds) =>
        ExpressionOperator.Binary(name, (x, y) => holds(BsonOrder.Instance.Compare(x, y)) ? BsonBoolean.True : BsonBoolean.False);
}
