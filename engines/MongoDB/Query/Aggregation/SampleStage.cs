using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$sample: so many documents, each as likely as any other (Vitter's algorithm R), in at most 100 MiB of memory.</summary>
internal sealed class SampleStage(long size) : Stage
{
    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        var chosen = new List<BsonDocument>();
        var seen = 0L;
        var bytes = 0L;
        await foreach (var document in input.WithCancellation(run.CancellationToken))
        {
            var place = Random.Shared.NextInt64(++seen);
            if (chosen.Count < size)
            {
                chosen.Add(document);
                bytes += BsonSize.Of(document);
            }
            else if (place < size)
            {
                bytes += BsonSize.Of(document) - BsonSize.Of(chosen[(int)place]);
                chosen[(int)place] = document;
            }

            if (bytes > DocumentSorter.MaxBytes)
            {
                throw new CommandException(ErrorCode.QueryExceededMemoryLimitNoDiskUseAllowed, $"$sample exceeded memory limit of {DocumentSorter.MaxBytes} bytes");
            }
        }

        var order = chosen.ToArray();
        Random.Shared.Shuffle(order);
        foreach (var document in order)
        {
            yield return document;
        }
    }
}
