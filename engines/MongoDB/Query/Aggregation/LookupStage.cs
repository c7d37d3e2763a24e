using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$lookup: puts the matching documents of another collection into an array; by equal fields, by a pipeline, or both.</summary>
internal sealed class LookupStage(
    PipelineNamespace from, FieldPath target, FieldPath? localField, string? foreignField, Action<Evaluation> bind, Pipeline? pipeline) : Stage
{
    public override IEnumerable<PipelineNamespace> Collections => [from, .. pipeline?.Collections ?? []];

    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        await foreach (var document in input.WithCancellation(run.CancellationToken))
        {
            var inner = run.Fork();
            inner.Evaluation.Root = document;
            bind(inner.Evaluation);
            var found = new BsonArray();
            var bytes = 0L;
            await foreach (var match in Find(document, inner).WithCancellation(run.CancellationToken))
            {
                found.Add(match);
                bytes += BsonSize.Of(match);
                if (bytes > DocumentSorter.MaxBytes)
                {
                    throw CommandException.Location(4568, $"Total size of documents in {from.Collection} matching pipeline's $lookup stage exceeds {DocumentSorter.MaxBytes} bytes");
                }
            }

            yield return DocumentPaths.Set(document, target, 0, found);
        }
    }

    private IAsyncEnumerable<BsonDocument> Find(BsonDocument document, PipelineRun run)
    {
        var equal = localField is null ? Filter.Everything : Filter.Parse(new BsonDocument(foreignField, LocalValues(document, localField)));
        if (pipeline is null)
        {
            return run.Source.ReadAsync(from, equal, run.CancellationToken);
        }

        // Either filter can use an index: the equality when there is one, else what the pipeline begins with.
        if (localField is not null)
        {
            return pipeline.Run(run.Source.ReadAsync(from, equal, run.CancellationToken), run);
        }

        var lead = pipeline.Lead(run.Evaluation);
        return pipeline.RunAfterMatch(run.Source.ReadAsync(from, lead.Filter, run.CancellationToken), run);
    }

    /// <summary>Each element of an array is looked up; what is missing is looked up as null.</summary>
    private static BsonDocument LocalValues(BsonDocument document, FieldPath path)
    {
        var value = FieldExpression.Get(document, path, 0);
        return value is BsonArray array
            ? new BsonDocument("$in", new BsonArray(array.Select(item => item is BsonUndefined ? BsonNull.Value : item)))
            : new BsonDocument("$eq", value is null or BsonUndefined ? BsonNull.Value : value);
    }
}
