using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$unionWith: after all that came in, the documents of another collection.</summary>
internal sealed class UnionStage(PipelineNamespace collection, Pipeline pipeline) : Stage
{
    public override IEnumerable<PipelineNamespace> Collections => [collection, .. pipeline.Collections];

    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        await foreach (var document in input.WithCancellation(run.CancellationToken))
        {
            yield return document;
        }

        var inner = run.Fork();
        var lead = pipeline.Lead(inner.Evaluation);
        var read = inner.Source.ReadAsync(collection, lead.Filter, run.CancellationToken);
        await foreach (var document in pipeline.RunAfterMatch(read, inner).WithCancellation(run.CancellationToken))
        {
            yield return document;
        }
    }
}
