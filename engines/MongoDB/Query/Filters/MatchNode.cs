using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>A condition on a document.</summary>
internal abstract class MatchNode
{
    /// <param name="document">The document, or one inside an array for $elemMatch.</param>
    /// <param name="context">Null where nothing is evaluated and nobody asks for the position.</param>
    public abstract bool Matches(BsonDocument document, MatchContext? context);
}
