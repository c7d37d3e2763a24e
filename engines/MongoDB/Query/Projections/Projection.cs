using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Projections;

/// <summary>A find's projection: inclusion, exclusion, computed fields, $slice, $elemMatch and the positional operator. Source: MongoDB manual, "Project Fields to Return from Query".</summary>
internal sealed class Projection
{
    private readonly ProjectionParser _parsed;
    private readonly ParseScope _scope;
    private readonly Action<Evaluation> _bind;
    private readonly DateTime? _now;

    private Projection(ProjectionParser parsed, ParseScope scope, Action<Evaluation> bind, DateTime? now)
    {
        _parsed = parsed;
        _scope = scope;
        _bind = bind;
        _now = now;
    }

    /// <summary>Whether <see cref="Apply"/> wants the query, because the positional operator is used.</summary>
    public bool NeedsQuery => _parsed.Arrays.Exists(a => a is PositionalProjection);

    /// <param name="projection">The projection; an empty one keeps everything.</param>
    /// <param name="let">Variables for its expressions.</param>
    /// <param name="now">The time of the command, UTC, for $$NOW.</param>
    /// <exception cref="Errors.CommandException">With MongoDB's code for what is wrong.</exception>
    public static Projection Parse(BsonDocument projection, BsonDocument? let = null, DateTime? now = null)
    {
        var scope = new ParseScope();
        var parser = new ProjectionParser(scope.DeclareAll(let, out var bind), find: true);
        parser.Parse(projection);
        return new Projection(parser, scope, bind, now);
    }

    /// <param name="document">The document, which is not changed; the result may share its values.</param>
    /// <param name="query">The filter that it matched, for the positional operator.</param>
    public BsonDocument Apply(BsonDocument document, Filter? query = null)
    {
        var evaluation = new Evaluation(_scope.Variables, _now);
        _bind(evaluation);
        evaluation.Root = document;
        var output = _parsed.Tree.Apply(document, evaluation, keepOthers: !_parsed.IsInclusion);
        if (_parsed.Arrays.Count > 0)
        {
            var position = NeedsQuery ? query?.PositionIn(document) : null;
            foreach (var array in _parsed.Arrays)
            {
                output = array.Apply(output, position);
            }
        }

        return _parsed.Tree.Computes ? BsonSize.Check(output) : output;
    }
}
