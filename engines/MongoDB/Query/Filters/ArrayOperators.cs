using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>$size, $all, $elemMatch.</summary>
internal static class ArrayOperators
{
    public static FilterOperator[] All { get; } =
    [
        new("$size", (operand, _, _) => ParseSize(operand)),
        new("$all", (operand, _, scope) => ParseAll(operand, scope)),
        new("$elemMatch", (operand, _, scope) => OperatorTerm.Of(ElementOf(operand, scope))),
    ];

    /// <summary>The condition that $elemMatch puts on elements, in a filter or in a projection.</summary>
    public static ElementPredicate ElementOf(BsonValue operand, ParseScope scope)
    {
        var document = operand as BsonDocument ?? throw new CommandException(ErrorCode.BadValue, "$elemMatch needs an Object");
        var byValue = FilterParser.IsOperators(document) && document.GetElement(0).Name is not ("$and" or "$or" or "$nor" or "$where" or "$expr");
        if (!byValue)
        {
            return document.Contains("$expr")
                ? throw new CommandException(ErrorCode.BadValue, "$expr can only be applied to the top-level document")
                : ElementPredicate.Documents(new FilterParser(scope).Parse(document, null));
        }

        return ElementPredicate.Values([.. FilterParser.ParseOperators(document, scope).Select(term => term.ToPredicate())]);
    }

    private static OperatorTerm ParseSize(BsonValue operand)
    {
        if (!BsonNumber.Is(operand) || !BsonNumber.TryToInt64(operand, out var size))
        {
            throw new CommandException(ErrorCode.BadValue, $"Failed to parse $size. Expected an integer in: $size: {BsonTexts.Show(operand)}");
        }

        return size >= 0
            ? OperatorTerm.Of(new SizePredicate(size))
            : throw new CommandException(ErrorCode.BadValue, $"Failed to parse $size. Expected a non-negative number in: $size: {BsonTexts.Show(operand)}");
    }

    private static OperatorTerm ParseAll(BsonValue operand, ParseScope scope)
    {
        var values = operand as BsonArray ?? throw new CommandException(ErrorCode.BadValue, "$all needs an array");
        if (values.Count == 0)
        {
            return OperatorTerm.None;
        }

        var elements = values[0] is BsonDocument first && first.ElementCount > 0 && first.GetElement(0).Name == "$elemMatch";
        return OperatorTerm.All(values.Select(value => elements ? ParseElement(value, scope) : ParseValue(value)));
    }

    private static OperatorTerm ParseElement(BsonValue value, ParseScope scope) =>
        value is BsonDocument { ElementCount: 1 } document && document.GetElement(0).Name == "$elemMatch"
            ? OperatorTerm.Of(ElementOf(document[0], scope))
            : throw new CommandException(ErrorCode.BadValue, "$all/$elemMatch has to be consistent");

    private static OperatorTerm ParseValue(BsonValue value) =>
        FilterParser.IsOperators(value)
            ? throw new CommandException(ErrorCode.BadValue, "no $ expressions in $all")
            : FilterOperators.Equality(value);
}
