using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>Reads a filter document.</summary>
internal sealed class FilterParser(ParseScope scope)
{
    /// <param name="filter">The filter.</param>
    /// <param name="facts">Where necessary conditions are noted; null below $or, $nor, $not and $elemMatch.</param>
    public MatchNode Parse(BsonDocument filter, FilterFacts? facts)
    {
        var nodes = new List<MatchNode>(filter.ElementCount);
        foreach (var element in filter.Elements)
        {
            if (element.Name.StartsWith('$'))
            {
                if (ParseTopLevel(element, facts) is { } node)
                {
                    nodes.Add(node);
                }
            }
            else
            {
                nodes.Add(ParseField(element.Name, element.Value, facts));
            }
        }

        return nodes.Count == 1 ? nodes[0] : new AllNode([.. nodes]);
    }

    /// <summary>The operators of a field, such as <c>{ $gt: 1, $lt: 5 }</c>.</summary>
    public static IEnumerable<OperatorTerm> ParseOperators(BsonDocument operators, ParseScope scope)
    {
        foreach (var element in operators.Elements)
        {
            yield return FilterOperators.Parse(element.Name, element.Value, operators, scope);
        }
    }

    /// <summary>Whether a value is a document of operators; a database reference is none.</summary>
    public static bool IsOperators(BsonValue value) =>
        value is BsonDocument { ElementCount: > 0 } document && document.GetElement(0).Name is ['$', ..] and not ("$ref" or "$id" or "$db");

    private MatchNode? ParseTopLevel(BsonElement element, FilterFacts? facts)
    {
        switch (element.Name)
        {
            case "$and":
                return new AllNode(ParseClauses(element, facts));
            case "$or":
                var clauses = Clauses(element);
                return new AnyNode([.. clauses.Select(c => Parse(c, clauses.Count == 1 ? facts : null))]);
            case "$nor":
                return new NotNode(new AnyNode(ParseClauses(element, null)));
            case "$expr":
                return new ExpressionNode(Expression.Parse(element.Value, scope));
            case "$comment":
                return null;
            case "$alwaysTrue":
            case "$alwaysFalse":
                return BsonNumber.TryToInt64(element.Value, out var one) && one == 1
                    ? new ConstantNode(element.Name == "$alwaysTrue")
                    : throw new CommandException(ErrorCode.FailedToParse, $"{element.Name} must be an integer value of 1");
            case "$sampleRate":
                return SampleRate(element.Value);
            case "$where" or "$text" or "$jsonSchema":
                throw CommandException.NotSupported(element.Name);
            default:
                throw new CommandException(
                    ErrorCode.BadValue,
                    $"unknown top level operator: {element.Name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.");
        }
    }

    private ExpressionNode SampleRate(BsonValue rate)
    {
        if (!BsonNumber.Is(rate) || BsonNumber.ToDouble(rate) is not (>= 0 and <= 1))
        {
            throw new CommandException(ErrorCode.BadValue, "numeric argument to $sampleRate must be in [0, 1]");
        }

        return new ExpressionNode(Expression.Parse(new BsonDocument("$lt", new BsonArray { new BsonDocument("$rand", new BsonDocument()), rate }), scope));
    }

    private MatchNode[] ParseClauses(BsonElement element, FilterFacts? facts) => [.. Clauses(element).Select(c => Parse(c, facts))];

    private static List<BsonDocument> Clauses(BsonElement element)
    {
        if (element.Value is not BsonArray array)
        {
            throw new CommandException(ErrorCode.BadValue, $"{element.Name} must be an array");
        }

        if (array.Count == 0)
        {
            throw new CommandException(ErrorCode.BadValue, $"{element.Name} argument must be a non-empty array");
        }

        return [.. array.Select(item => item as BsonDocument
            ?? throw new CommandException(ErrorCode.BadValue, $"{element.Name} argument's entries must be objects"))];
    }

    private MatchNode ParseField(string name, BsonValue value, FilterFacts? facts)
    {
        var path = FieldPath.Parse(name);
        if (!IsOperators(value))
        {
            facts?.Equal(name, value);
            return FilterOperators.Equality(value).ToNode(path);
        }

        var operators = value.AsBsonDocument;
        var terms = ParseOperators(operators, scope).ToArray();
        if (facts is not null)
        {
            Note(name, operators, facts);
        }

        return OperatorTerm.All(terms).ToNode(path);
    }

    private static void Note(string path, BsonDocument operators, FilterFacts facts)
    {
        foreach (var element in operators.Elements)
        {
            switch (element.Name)
            {
                case "$eq":
                    facts.Equal(path, element.Value);
                    break;
                case "$in" when element.Value is BsonArray { Count: 1 } single && single[0] is not BsonRegularExpression:
                    facts.Equal(path, single[0]);
                    break;
                case "$in" when element.Value is BsonArray values:
                    facts.In(path, values);
                    break;
                case "$all" when element.Value is BsonArray { Count: > 0 } all && !IsOperators(all[0]):
                    if (all.Count == 1)
                    {
                        facts.Equal(path, all[0]);
                    }
                    else
                    {
                        facts.In(path, [all[0]]);
                    }

                    break;
                case "$gt" or "$gte" or "$lt" or "$lte":
                    facts.Range(path, element.Name, element.Value);
                    break;
                default:
                    break;
            }
        }
    }
}
