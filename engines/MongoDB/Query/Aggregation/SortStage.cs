using Lab.Engines.MongoDB.Query.Sorting;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$sort, in at most 100 MiB of memory.</summary>
internal sealed class SortStage(SortSpec order) : Stage
{
    public SortSpec Order => order;

    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        var sorter = new DocumentSorter(order);
        await foreach (var document in input.WithCancellation(run.CancellationToken))
        {
            sorter.Add(document);
        }

        foreach (var document in sorter.Sorted())
        {
            yield return document;
        }
    }
}
