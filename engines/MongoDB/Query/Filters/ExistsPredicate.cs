using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>$exists: there is a value, null included.</summary>
internal sealed class ExistsPredicate : ValuePredicate
{
    public override bool EntersArrays => false;

    public override bool Test(BsonValue? value, MatchContext? context) => value is not null;
}
