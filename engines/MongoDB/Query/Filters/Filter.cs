using Lab.Engines.MongoDB.Query.Expressions;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>A parsed query filter. It can be used by several threads at once.</summary>
internal sealed class Filter
{
    private readonly MatchNode _root;
    private readonly FilterFacts _facts;
    private readonly Func<Evaluation>? _evaluation;

    private Filter(MatchNode root, FilterFacts facts, Func<Evaluation>? evaluation)
    {
        _root = root;
        _facts = facts;
        _evaluation = evaluation;
    }

    /// <summary>The filter that every document matches.</summary>
    public static Filter Everything { get; } = Parse([]);

    /// <summary>What every match fulfils at paths outside $or, $nor and $not: for the choice of an index.</summary>
    public IReadOnlyDictionary<string, FieldBounds> Bounds => _facts.Bounds;

    /// <summary>The equalities that every match fulfils, from which an upsert makes its document.</summary>
    public IReadOnlyList<(string Path, BsonValue Value)> Equalities => _facts.Equalities;

    /// <param name="filter">The filter document.</param>
    /// <param name="let">Variables for $expr.</param>
    /// <param name="now">The time of the command, UTC, for $$NOW.</param>
    /// <exception cref="Errors.CommandException">With MongoDB's code for what is wrong.</exception>
    public static Filter Parse(BsonDocument filter, BsonDocument? let = null, DateTime? now = null)
    {
        var scope = new ParseScope();
        var inner = scope.DeclareAll(let, out var bind);
        inner.NeedsEvaluation = false;
        var facts = new FilterFacts();
        var root = new FilterParser(inner).Parse(filter, facts);
        return new Filter(root, facts, !inner.NeedsEvaluation ? null : () =>
        {
            var evaluation = new Evaluation(scope.Variables, now);
            bind(evaluation);
            return evaluation;
        });
    }

    /// <summary>A filter whose $expr sees the variables of a pipeline: to be matched with <see cref="Matches(BsonDocument, Evaluation)"/>.</summary>
    public static Filter Parse(BsonDocument filter, ParseScope scope)
    {
        var facts = new FilterFacts();
        var before = scope.NeedsEvaluation;
        scope.NeedsEvaluation = false;
        var root = new FilterParser(scope).Parse(filter, facts);
        var bound = scope.NeedsEvaluation;
        scope.NeedsEvaluation |= before;
        return new Filter(root, facts, bound ? () => throw new InvalidOperationException("A filter of a pipeline was matched without its variables.") : null);
    }

    /// <summary>A filter of a pipeline with its variables, so that it can be matched without them.</summary>
    public Filter Bind(Evaluation evaluation)
    {
        var bound = evaluation.Fork();
        return _evaluation is null ? this : new Filter(_root, _facts, bound.Fork);
    }

    public bool Matches(BsonDocument document) =>
        _root.Matches(document, _evaluation is null ? null : new MatchContext(_evaluation()));

    public bool Matches(BsonDocument document, Evaluation evaluation) => _root.Matches(document, _evaluation is null ? null : new MatchContext(evaluation));

    /// <summary>For a document that matches: the index of the array element that did, which the positional <c>$</c> means; null when no array was entered.</summary>
    public int? PositionIn(BsonDocument document)
    {
        var context = new MatchContext(_evaluation?.Invoke() ?? new Evaluation(0, null));
        return _root.Matches(document, context) ? context.Position : null;
    }
}
