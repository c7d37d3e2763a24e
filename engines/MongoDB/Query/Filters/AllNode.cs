using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>True when all its conditions are; true when there are none.</summary>
internal sealed class AllNode(MatchNode[] children) : MatchNode
{
    public override bool Matches(BsonDocument document, MatchContext? context)
    {
        foreach (var child in children)
        {
            if (!child.Matches(document, context))
            {
                return false;
            }
        }

        return true;
    }
}
