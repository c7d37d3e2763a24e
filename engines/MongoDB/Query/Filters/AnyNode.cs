using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>True when one of its conditions is.</summary>
internal sealed class AnyNode(MatchNode[] children) : MatchNode
{
    public override bool Matches(BsonDocument document, MatchContext? context)
    {
        foreach (var child in children)
        {
            if (child.Matches(document, context))
            {
                return true;
            }
        }

        return false;
    }
}
