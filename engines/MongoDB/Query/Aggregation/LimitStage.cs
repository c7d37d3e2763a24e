using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$limit: at most so many documents.</summary>
internal sealed class LimitStage(long limit) : Stage
{
    public long? Limit => limit;

    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        var left = limit;
        await foreach (var document in input.WithCancellation(run.CancellationToken))
        {
            yield return document;
            if (--left == 0)
            {
                yield break;
            }
        }
    }
}
