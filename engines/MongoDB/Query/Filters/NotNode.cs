using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>True when its condition is not; it leaves no position behind.</summary>
internal sealed class NotNode(MatchNode child) : MatchNode
{
    public override bool Matches(BsonDocument document, MatchContext? context)
    {
        var position = context?.Position;
        var matches = child.Matches(document, context);
        if (context is not null)
        {
            context.Position = position;
        }

        return !matches;
    }
}
