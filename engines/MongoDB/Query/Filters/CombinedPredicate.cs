using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>All of several predicates, or the opposite of that; for $elemMatch on values.</summary>
internal sealed class CombinedPredicate(ValuePredicate[] children, bool negated) : ValuePredicate
{
    public override bool EntersArrays => false;

    public override bool Test(BsonValue? value, MatchContext? context) => Array.TrueForAll(children, c => c.Test(value, context)) != negated;
}
