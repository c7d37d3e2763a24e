using Lab.Engines.MongoDB.Query.Expressions;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>What a filter needs or finds while it looks at one document.</summary>
internal sealed class MatchContext(Evaluation evaluation)
{
    public Evaluation Evaluation => evaluation;

    /// <summary>The index of the element that matched, in the outermost array that was entered: what the positional <c>$</c> means.</summary>
    public int? Position { get; set; }
}
