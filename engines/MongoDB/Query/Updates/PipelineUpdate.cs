using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Aggregation;
using Lab.Engines.MongoDB.Query.Expressions;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>An update by a pipeline, of the stages that make one document of another.</summary>
internal sealed class PipelineUpdate
{
    private readonly MapStage[] _stages;
    private readonly ParseScope _scope;
    private readonly Action<Evaluation> _bind;

    private PipelineUpdate(MapStage[] stages, ParseScope scope, Action<Evaluation> bind)
    {
        _stages = stages;
        _scope = scope;
        _bind = bind;
    }

    public static PipelineUpdate Parse(BsonArray stages, BsonDocument? let)
    {
        var scope = new ParseScope().DeclareAll(let, out var bind);
        var pipeline = Pipeline.ParseInner(stages, scope);
        var strange = pipeline.Stages.Select((stage, i) => (stage, i)).FirstOrDefault(s => s.stage is not MapStage);
        return strange.stage is null
            ? new PipelineUpdate([.. pipeline.Stages.Cast<MapStage>()], scope, bind)
            : throw new CommandException(ErrorCode.InvalidOptions, $"{stages[strange.i].AsBsonDocument.GetElement(0).Name} is not allowed to be used within an update");
    }

    public BsonDocument Apply(BsonDocument document, DateTime now)
    {
        var evaluation = new Evaluation(_scope.Variables, now);
        _bind(evaluation);
        return _stages.Aggregate(document, (current, stage) => stage.Apply(current, evaluation));
    }
}
