using System.Text.RegularExpressions;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>A regular expression that a string matches, or that is the same as the value.</summary>
internal sealed class RegexPredicate(BsonRegularExpression source, Regex regex) : ValuePredicate
{
    public static ValuePredicate Create(BsonRegularExpression source) =>
        new RegexPredicate(source, RegexPattern.Compile(source.Pattern, source.Options));

    public override bool Test(BsonValue? value, MatchContext? context) => value switch
    {
        BsonString text => RegexPattern.IsMatch(regex, text.Value),
        BsonSymbol symbol => RegexPattern.IsMatch(regex, symbol.Name),
        BsonRegularExpression other => other == source,
        _ => false,
    };
}
