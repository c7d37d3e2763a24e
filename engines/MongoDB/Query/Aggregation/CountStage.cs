using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$count: how many documents came, in one document; nothing when none came.</summary>
internal sealed class CountStage(string field) : Stage
{
    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        var count = 0L;
        await foreach (var _ in input.WithCancellation(run.CancellationToken))
        {
            count++;
        }

        if (count > 0)
        {
            yield return new BsonDocument(field, count <= int.MaxValue ? (BsonValue)(int)count : count);
        }
    }
}
