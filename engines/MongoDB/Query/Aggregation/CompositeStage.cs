using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>A stage that is short for two others.</summary>
internal sealed class CompositeStage(Stage first, Stage second) : Stage
{
    public override IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run) => second.Run(first.Run(input, run), run);
}
