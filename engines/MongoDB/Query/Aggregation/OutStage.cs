using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$out: the documents become a collection.</summary>
internal sealed class OutStage(PipelineNamespace collection) : Stage
{
    public override bool Writes => true;

    public override bool AllowedInFacet => false;

    public override IEnumerable<PipelineNamespace> Collections => [collection];

    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        await run.Source.ReplaceAsync(collection, input, run.CancellationToken).ConfigureAwait(false);
        yield break;
    }
}
