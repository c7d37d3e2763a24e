using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$skip: leaves out the first so many documents.</summary>
internal sealed class SkipStage(long skip) : Stage
{
    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        var left = skip;
        await foreach (var document in input.WithCancellation(run.CancellationToken))
        {
            if (left-- <= 0)
            {
                yield return document;
            }
        }
    }
}
