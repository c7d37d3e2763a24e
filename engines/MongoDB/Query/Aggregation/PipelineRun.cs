using Lab.Engines.MongoDB.Query.Expressions;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>What the stages of a running pipeline share. Documents pass one after the other, so that one evaluation serves all stages.</summary>
internal sealed record PipelineRun(IPipelineSource Source, Evaluation Evaluation, CancellationToken CancellationToken)
{
    /// <summary>The same for a pipeline inside this one, with variables of its own.</summary>
    public PipelineRun Fork() => this with { Evaluation = Evaluation.Fork() };
}
