using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$facet: several pipelines over the same documents, which are held in at most 100 MiB of memory.</summary>
internal sealed class FacetStage((string Name, Pipeline Pipeline)[] facets) : Stage
{
    public override bool AllowedInFacet => false;

    public override IEnumerable<PipelineNamespace> Collections => facets.SelectMany(f => f.Pipeline.Collections);

    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        var held = new List<BsonDocument>();
        var bytes = 0L;
        await foreach (var document in input.WithCancellation(run.CancellationToken))
        {
            held.Add(document);
            bytes += BsonSize.Of(document);
            if (bytes > DocumentSorter.MaxBytes)
            {
                throw new CommandException(ErrorCode.QueryExceededMemoryLimitNoDiskUseAllowed, $"$facet exceeded memory limit of {DocumentSorter.MaxBytes} bytes");
            }
        }

        var output = new BsonDocument();
        foreach (var (name, pipeline) in facets)
        {
            var results = new BsonArray();
            await foreach (var result in pipeline.Run(held.ToAsyncEnumerable(), run.Fork()).WithCancellation(run.CancellationToken))
            {
                results.Add(result);
            }

            output.Add(name, results);
        }

        yield return output;
    }
}
