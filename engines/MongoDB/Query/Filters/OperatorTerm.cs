using Lab.Engines.MongoDB.Query.Values;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>
/// What one operator says, before it is known whether it speaks of a path or of an array's element: a predicate,
/// or the conjunction of other terms; either may be negated.
/// </summary>
internal sealed class OperatorTerm
{
    private readonly ValuePredicate? _predicate;
    private readonly OperatorTerm[] _all;
    private readonly bool _negated;

    private OperatorTerm(ValuePredicate? predicate, OperatorTerm[] all, bool negated)
    {
        _predicate = predicate;
        _all = all;
        _negated = negated;
    }

    public static OperatorTerm Of(ValuePredicate predicate) => new(predicate, [], false);

    public static OperatorTerm All(IEnumerable<OperatorTerm> terms) => new(null, [.. terms], false);

    public static OperatorTerm Not(params OperatorTerm[] terms) => new(null, terms, true);

    /// <summary>Never true.</summary>
    public static OperatorTerm None { get; } = Not(All([]));

    /// <summary>The term about the values at a path: a negation means that no value there fulfils it.</summary>
    public MatchNode ToNode(FieldPath path)
    {
        MatchNode node = _predicate is not null ? new PathNode(path, _predicate)
            : _all.Length == 1 ? _all[0].ToNode(path)
            : new AllNode([.. _all.Select(term => term.ToNode(path))]);
        return _negated ? new NotNode(node) : node;
    }

    /// <summary>The term about one value.</summary>
    public ValuePredicate ToPredicate() =>
        _predicate is not null && !_negated ? _predicate
        : new CombinedPredicate(_predicate is not null ? [_predicate] : [.. _all.Select(term => term.ToPredicate())], _negated);
}
