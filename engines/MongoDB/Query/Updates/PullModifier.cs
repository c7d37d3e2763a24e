using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>$pull: takes out elements that equal a value, fulfil operators, or (documents) match a filter.</summary>
internal static class PullModifier
{
    public static UpdateOperator[] All { get; } = [new("$pull", (_, operand) => Parse(operand))];

    /// <summary>An array without the elements chosen, or the same when none is.</summary>
    public static BsonValue Remove(BsonValue current, string path, UpdateContext context, Func<BsonValue, bool> chosen)
    {
        var array = current as BsonArray ?? throw new CommandException(
            ErrorCode.BadValue, $"Cannot apply $pull to a non-array value: '{path}' is of type {BsonTypes.Name(current)} in document {{_id: {BsonTexts.Show(context.Id)}}}");
        var kept = array.Where(item => !chosen(item)).ToList();
        return kept.Count == array.Count ? array : new BsonArray(kept);
    }

    private static ValueModifier Parse(BsonValue operand)
    {
        var chosen = Condition(operand);
        return new ValueModifier((current, at, context) => current is null ? null : Remove(current, at, context, chosen), creates: false);
    }

    private static Func<BsonValue, bool> Condition(BsonValue operand)
    {
        switch (operand)
        {
            case BsonRegularExpression regex:
                var matches = RegexPredicate.Create(regex);
                return item => matches.Test(item, null);
            case BsonDocument document when FilterParser.IsOperators(document) && document.GetElement(0).Name is not ("$and" or "$or" or "$nor" or "$expr"):
                var predicates = FilterParser.ParseOperators(document, new ParseScope()).Select(term => term.ToPredicate()).ToArray();
                return item => Array.TrueForAll(predicates, p => p.Test(item, null));
            case BsonDocument document:
                var filter = Filter.Parse(document);
                return item => item is BsonDocument inner && filter.Matches(inner);
            default:
                return item => BsonEquality.Instance.Equals(item, operand);
        }
    }
}
