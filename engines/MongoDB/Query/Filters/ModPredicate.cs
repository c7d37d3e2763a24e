using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>$mod: the whole part of a number divided by a divisor leaves the remainder.</summary>
internal sealed class ModPredicate(long divisor, long remainder) : ValuePredicate
{
    public override bool Test(BsonValue? value, MatchContext? context) =>
        BsonNumber.TryTruncate(value, out var number) && (divisor == -1 ? 0 : number % divisor) == remainder;
}
