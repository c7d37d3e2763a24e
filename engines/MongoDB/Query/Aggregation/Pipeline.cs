using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Filters;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>An aggregation pipeline, parsed once; documents stream through it.</summary>
internal sealed class Pipeline
{
    private const int MaxStages = 1000;

    private readonly Stage[] _stages;
    private readonly ParseScope _scope;
    private readonly Action<Evaluation> _bind;

    private Pipeline(Stage[] stages, ParseScope scope, Action<Evaluation> bind)
    {
        _stages = stages;
        _scope = scope;
        _bind = bind;
    }

    public IReadOnlyList<Stage> Stages => _stages;

    /// <summary>Whether it ends in $out or $merge, and gives no documents.</summary>
    public bool Writes => _stages is [.., { Writes: true }];

    /// <summary>The other collections it reads or writes, those of inner pipelines included.</summary>
    public IEnumerable<PipelineNamespace> Collections => _stages.SelectMany(stage => stage.Collections).Distinct();

    /// <param name="stages">The stages.</param>
    /// <param name="let">The command's variables.</param>
    /// <exception cref="CommandException">With MongoDB's code for what is wrong.</exception>
    public static Pipeline Parse(BsonArray stages, BsonDocument? let = null)
    {
        var scope = new ParseScope().DeclareAll(let, out var bind);
        return new Pipeline(ParseStages(stages, scope), scope, bind);
    }

    /// <summary>A pipeline inside another, which sees its variables; run it with <see cref="Run(IAsyncEnumerable{BsonDocument}, PipelineRun)"/>.</summary>
    public static Pipeline ParseInner(BsonArray stages, ParseScope scope) => new(ParseStages(stages, scope), scope, _ => { });

    /// <param name="input">The collection's documents.</param>
    /// <param name="source">The other collections.</param>
    /// <param name="now">The time of the command, UTC, for $$NOW.</param>
    /// <param name="cancellationToken">Stops it between two documents.</param>
    public IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, IPipelineSource source, DateTime now, CancellationToken cancellationToken) =>
        Run(input, new PipelineRun(source, EvaluationAt(now), cancellationToken));

    public IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run) =>
        _stages.Aggregate(input, (documents, stage) => stage.Run(documents, run));

    /// <summary>Runs an inner pipeline over documents that were already chosen by its leading $match.</summary>
    public IAsyncEnumerable<BsonDocument> RunAfterMatch(IAsyncEnumerable<BsonDocument> input, PipelineRun run) =>
        _stages.Skip(_stages is [MatchStage, ..] ? 1 : 0).Aggregate(input, (documents, stage) => stage.Run(documents, run));

    /// <summary>The beginning that a collection can answer by itself, and the rest.</summary>
    public PipelineLead Lead(DateTime now) => Lead(EvaluationAt(now));

    /// <inheritdoc cref="Lead(DateTime)"/>
    public PipelineLead Lead(Evaluation evaluation)
    {
        var taken = 0;
        var filter = Filter.Everything;
        if (_stages is [MatchStage match, ..])
        {
            filter = match.Filter.Bind(evaluation);
            taken++;
        }

        var sort = taken < _stages.Length ? (_stages[taken] as SortStage)?.Order : null;
        taken += sort is null ? 0 : 1;
        var limit = taken < _stages.Length ? (_stages[taken] as LimitStage)?.Limit : null;
        taken += limit is null ? 0 : 1;
        return new PipelineLead(filter, sort, limit, new Pipeline(_stages[taken..], _scope, _bind));
    }

    private static Stage[] ParseStages(BsonArray stages, ParseScope scope)
    {
        if (stages.Count > MaxStages)
        {
            throw new CommandException(ErrorCode.FailedToParse, $"Pipeline length must be no longer than {MaxStages} stages");
        }

        Stage[] parsed = [.. stages.Select(stage => Aggregation.Stages.Parse(stage, scope))];
        for (var i = 0; i < parsed.Length - 1; i++)
        {
            if (parsed[i].Writes)
            {
                throw CommandException.Location(40601, $"{stages[i].AsBsonDocument.GetElement(0).Name} can only be the final stage in the pipeline");
            }
        }

        return parsed;
    }

    private Evaluation EvaluationAt(DateTime now)
    {
        var evaluation = new Evaluation(_scope.Variables, now);
        _bind(evaluation);
        return evaluation;
    }
}
