using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>$not, $regex with $options, $mod.</summary>
internal static class EvaluationOperators
{
    public static FilterOperator[] All { get; } =
    [
        new("$not", ParseNot),
        new("$regex", ParseRegex),
        new("$options", ParseOptions),
        new("$mod", ParseMod),
    ];

    private static OperatorTerm ParseNot(BsonValue operand, BsonDocument siblings, ParseScope scope) => operand switch
    {
        BsonRegularExpression regex => OperatorTerm.Not(OperatorTerm.Of(RegexPredicate.Create(regex))),
        BsonDocument { ElementCount: 0 } => throw new CommandException(ErrorCode.BadValue, "$not cannot be empty"),
        BsonDocument document when document.GetElement(0).Name.StartsWith('$') => OperatorTerm.Not([.. FilterParser.ParseOperators(document, scope)]),
        BsonDocument document => throw new CommandException(ErrorCode.BadValue, $"unknown operator: {document.GetElement(0).Name}"),
        _ => throw new CommandException(ErrorCode.BadValue, "$not needs a regex or a document"),
    };

    private static OperatorTerm ParseRegex(BsonValue operand, BsonDocument siblings, ParseScope scope)
    {
        var (pattern, options) = operand switch
        {
            BsonString text => (text.Value, ""),
            BsonRegularExpression regex => (regex.Pattern, regex.Options),
            _ => throw new CommandException(ErrorCode.BadValue, "$regex has to be a string"),
        };
        if (siblings.TryGetValue("$options", out var given))
        {
            options = options.Length == 0
                ? (given as BsonString)?.Value ?? throw new CommandException(ErrorCode.BadValue, "$options has to be a string")
                : throw CommandException.Location(51075, "options set in both $regex and $options");
        }

        return OperatorTerm.Of(RegexPredicate.Create(new BsonRegularExpression(pattern, options)));
    }

    private static OperatorTerm ParseOptions(BsonValue operand, BsonDocument siblings, ParseScope scope) =>
        siblings.Contains("$regex") ? OperatorTerm.All([]) : throw new CommandException(ErrorCode.BadValue, "$options needs a $regex");

    private static OperatorTerm ParseMod(BsonValue operand, BsonDocument siblings, ParseScope scope)
    {
        var array = operand as BsonArray ?? throw new CommandException(ErrorCode.BadValue, "malformed mod, needs to be an array");
        if (array.Count != 2)
        {
            throw new CommandException(ErrorCode.BadValue, array.Count < 2 ? "malformed mod, not enough elements" : "malformed mod, too many elements");
        }

        if (!BsonNumber.Is(array[0]) || !BsonNumber.Is(array[1]))
        {
            throw new CommandException(ErrorCode.BadValue, $"malformed mod, {(BsonNumber.Is(array[0]) ? "remainder" : "divisor")} not a number");
        }

        if (!BsonNumber.TryTruncate(array[0], out var divisor) || !BsonNumber.TryTruncate(array[1], out var remainder))
        {
            throw new CommandException(ErrorCode.BadValue, "malformed mod, divisor and remainder must fit 64 bits");
        }

        return divisor != 0 ? OperatorTerm.Of(new ModPredicate(divisor, remainder)) : throw new CommandException(ErrorCode.BadValue, "divisor cannot be 0");
    }
}
