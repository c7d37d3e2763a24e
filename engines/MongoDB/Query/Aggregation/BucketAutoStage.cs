using Lab.Engines.MongoDB.Query.Accumulators;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$bucketAuto: sorts by a value and cuts into so many buckets of about equal size; equal values stay together.</summary>
internal sealed class BucketAutoStage(Expression by, int buckets, (string Name, AccumulatorSpec Spec)[] fields) : Stage
{
    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        var sorter = new DocumentSorter(SortSpec.Parse(new BsonDocument("k", 1)));
        await foreach (var document in input.WithCancellation(run.CancellationToken))
        {
            run.Evaluation.Root = document;
            // The key lies in a document of its own, so that an array sorts as a whole.
            sorter.Add(new BsonDocument { { "k", new BsonDocument("v", by.Evaluate(run.Evaluation) ?? BsonNull.Value) }, { "d", document } });
        }

        var sorted = sorter.Sorted().Select(d => (Key: d["k"]["v"], Document: d["d"].AsBsonDocument)).ToList();
        var size = Math.Max(1, (int)Math.Round((double)sorted.Count / buckets, MidpointRounding.AwayFromZero));
        for (int start = 0, bucket = 1; start < sorted.Count; bucket++)
        {
            var end = bucket == buckets ? sorted.Count : Math.Min(sorted.Count, start + size);
            while (end < sorted.Count && BsonEquality.Instance.Equals(sorted[end].Key, sorted[end - 1].Key))
            {
                end++;
            }

            var max = sorted[end < sorted.Count ? end : end - 1].Key;
            yield return Output(sorted.GetRange(start, end - start), max, run.Evaluation);
            start = end;
        }
    }

    private BsonDocument Output(List<(BsonValue Key, BsonDocument Document)> bucket, BsonValue max, Evaluation evaluation)
    {
        var accumulators = fields.Select(f => f.Spec.Create()).ToArray();
        foreach (var (_, document) in bucket)
        {
            evaluation.Root = document;
            for (var i = 0; i < fields.Length; i++)
            {
                accumulators[i].Add(fields[i].Spec.Read.Evaluate(evaluation));
            }
        }

        var output = new BsonDocument("_id", new BsonDocument { { "min", bucket[0].Key }, { "max", max } });
        output.AddRange(fields.Select((f, i) => new BsonElement(f.Name, accumulators[i].Result)));
        return output;
    }
}
