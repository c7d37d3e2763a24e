using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Accumulators;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$group, in at most 100 MiB of memory. Groups come out in the order in which they first came in.</summary>
internal sealed class GroupStage(Expression key, (string Name, AccumulatorSpec Spec)[] fields) : Stage
{
    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        var groups = new Dictionary<BsonValue, Accumulator[]>(BsonEquality.Instance);
        var bytes = 0L;
        await foreach (var document in input.WithCancellation(run.CancellationToken))
        {
            run.Evaluation.Root = document;
            bytes += Add(groups, run.Evaluation);
            if (bytes > DocumentSorter.MaxBytes)
            {
                throw new CommandException(
                    ErrorCode.QueryExceededMemoryLimitNoDiskUseAllowed,
                    "Exceeded memory limit for $group, but didn't allow external sort. Pass allowDiskUse:true to opt in.");
            }
        }

        foreach (var (id, accumulators) in groups)
        {
            var output = new BsonDocument("_id", id);
            for (var i = 0; i < fields.Length; i++)
            {
                output.Add(fields[i].Name, accumulators[i].Result);
            }

            yield return output;
        }
    }

    /// <returns>By how many bytes what is held has grown.</returns>
    private long Add(Dictionary<BsonValue, Accumulator[]> groups, Evaluation evaluation)
    {
        var id = key.Evaluate(evaluation) ?? BsonNull.Value;
        var grown = 0L;
        if (!groups.TryGetValue(id, out var accumulators))
        {
            accumulators = [.. fields.Select(f => f.Spec.Create())];
            groups.Add(id, accumulators);
            grown += BsonSize.Of(id) + (64L * (1 + fields.Length));
        }

        for (var i = 0; i < fields.Length; i++)
        {
            grown -= accumulators[i].Bytes;
            accumulators[i].Add(fields[i].Spec.Read.Evaluate(evaluation));
            grown += accumulators[i].Bytes;
        }

        return grown;
    }
}
