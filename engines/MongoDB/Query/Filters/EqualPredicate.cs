using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>Equality; null is equal to what is missing, too.</summary>
internal sealed class EqualPredicate(BsonValue operand) : ValuePredicate
{
    public override bool Test(BsonValue? value, MatchContext? context) =>
        value is null or BsonUndefined ? operand is BsonNull : BsonOrder.Instance.Compare(value, operand) == 0;
}
