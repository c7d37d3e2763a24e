using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>$size: an array of exactly so many elements.</summary>
internal sealed class SizePredicate(long size) : ValuePredicate
{
    public override bool EntersArrays => false;

    public override bool Test(BsonValue? value, MatchContext? context) => value is BsonArray array && array.Count == size;
}
