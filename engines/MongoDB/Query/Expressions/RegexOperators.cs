using System.Text.RegularExpressions;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>$regexMatch, $regexFind, $regexFindAll.</summary>
internal static class RegexOperators
{
    public static ExpressionOperator[] All { get; } =
    [
        Of("$regexMatch", (_, match) => match is { Success: true }, absent: BsonBoolean.False, all: false),
        Of("$regexFind", (text, match) => match is { Success: true } ? Describe(text, match) : BsonNull.Value, absent: BsonNull.Value, all: false),
        Of("$regexFindAll", (_, _) => BsonNull.Value, absent: new BsonArray(), all: true),
    ];

    private static ExpressionOperator Of(string name, Func<string, Match?, BsonValue> answer, BsonValue absent, bool all) =>
        ExpressionOperator.Named(name, ["input", "regex"], ["options"], arguments =>
        {
            var (input, regex, options) = (arguments.Required("input"), arguments.Required("regex"), arguments.Optional("options"));
            // A constant pattern is compiled once.
            var compiled = regex is ConstantExpression && options is ConstantExpression ? PatternOf(name, regex.Evaluate(new Evaluation(0, null)), options.Evaluate(new Evaluation(0, null))) : null;
            return evaluation =>
            {
                var value = input.Evaluate(evaluation);
                var pattern = compiled ?? PatternOf(name, regex.Evaluate(evaluation), options.Evaluate(evaluation));
                if (BsonTypes.IsNullish(value) || pattern is null)
                {
                    return absent;
                }

                var text = (value as BsonString)?.Value ?? throw CommandException.Location(51104, $"{name} needs 'input' to be of type string");
                return all ? FindAll(pattern, text) : answer(text, RegexPattern.Match(pattern, text, 0));
            };
        });

    private static BsonArray FindAll(Regex pattern, string text)
    {
        var found = new BsonArray();
        for (var at = 0; at <= text.Length;)
        {
            var match = RegexPattern.Match(pattern, text, at);
            if (!match.Success)
            {
                break;
            }

            found.Add(Describe(text, match));
            // An empty match goes on one character later.
            at = match.Length > 0 ? match.Index + match.Length : match.Index + (match.Index + 1 < text.Length && char.IsSurrogatePair(text, match.Index) ? 2 : 1);
        }

        return found;
    }

    private static BsonDocument Describe(string text, Match match) => new()
    {
        { "match", match.Value },
        { "idx", CodePoints.Count(text[..match.Index]) },
        { "captures", new BsonArray(match.Groups.Values.Skip(1).Select(g => g.Success ? (BsonValue)g.Value : BsonNull.Value)) },
    };

    private static Regex? PatternOf(string name, BsonValue? regex, BsonValue? options)
    {
        if (BsonTypes.IsNullish(regex))
        {
            return null;
        }

        var given = BsonTypes.IsNullish(options) ? ""
            : (options as BsonString)?.Value ?? throw CommandException.Location(51106, $"{name} needs 'options' to be of type string");
        return regex switch
        {
            BsonString text => RegexPattern.Compile(text.Value, given),
            BsonRegularExpression { Options.Length: > 0 } when given.Length > 0 =>
                throw CommandException.Location(51107, $"{name}: found regex option(s) specified in both 'regex' and 'option' fields"),
            BsonRegularExpression pattern => RegexPattern.Compile(pattern.Pattern, pattern.Options + given),
            _ => throw CommandException.Location(51105, $"{name} needs 'regex' to be of type string or regex"),
        };
    }
}
