using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>The same answer for every document.</summary>
internal sealed class ConstantNode(bool answer) : MatchNode
{
    public override bool Matches(BsonDocument document, MatchContext? context) => answer;
}
