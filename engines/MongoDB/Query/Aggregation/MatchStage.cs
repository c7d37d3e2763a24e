using Lab.Engines.MongoDB.Query.Filters;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$match: lets pass what matches a filter.</summary>
internal sealed class MatchStage(Filter filter) : Stage
{
    public Filter Filter => filter;

    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        await foreach (var document in input.WithCancellation(run.CancellationToken))
        {
            if (filter.Matches(document, run.Evaluation))
            {
                yield return document;
            }
        }
    }
}
