using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>A stage that makes one document of each.</summary>
internal sealed class MapStage(Func<BsonDocument, Evaluation, BsonDocument> map) : Stage
{
    public BsonDocument Apply(BsonDocument document, Evaluation evaluation)
    {
        evaluation.Root = document;
        return BsonSize.Check(map(document, evaluation));
    }

    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        await foreach (var document in input.WithCancellation(run.CancellationToken))
        {
            yield return Apply(document, run.Evaluation);
        }
    }
}
