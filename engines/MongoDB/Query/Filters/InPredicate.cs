using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>$in: one of the values, or a match of one of the regular expressions.</summary>
internal sealed class InPredicate : ValuePredicate
{
    private readonly HashSet<BsonValue?> _values;
    private readonly ValuePredicate[] _expressions;

    public InPredicate(BsonArray operands)
    {
        _values = new HashSet<BsonValue?>(operands.Where(o => o is not BsonRegularExpression), BsonEquality.Instance);
        _expressions = [.. operands.OfType<BsonRegularExpression>().Select(RegexPredicate.Create)];
    }

    public override bool Test(BsonValue? value, MatchContext? context) =>
        _values.Contains(value is null or BsonUndefined ? BsonNull.Value : value) || Array.Exists(_expressions, e => e.Test(value, context));
}
