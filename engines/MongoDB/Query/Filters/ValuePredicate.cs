using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>A condition on one value.</summary>
internal abstract class ValuePredicate
{
    /// <summary>Whether an array at the end of a path is matched by its elements, too.</summary>
    public virtual bool EntersArrays => true;

    /// <param name="value">The value, or null for one that is missing.</param>
    /// <param name="context">As in <see cref="MatchNode.Matches"/>.</param>
    public abstract bool Test(BsonValue? value, MatchContext? context);
}
