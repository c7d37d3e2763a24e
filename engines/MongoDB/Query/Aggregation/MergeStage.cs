using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$merge: each document is put into a collection, according to whether one with the same fields is there.</summary>
internal sealed class MergeStage(
    PipelineNamespace into,
    string[] on,
    Func<BsonDocument, BsonDocument, Evaluation, BsonDocument?> whenMatched,
    string whenNotMatched,
    Action<Evaluation, BsonDocument> bind) : Stage
{
    public override bool Writes => true;

    public override bool AllowedInFacet => false;

    public override IEnumerable<PipelineNamespace> Collections => [into];

    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        await run.Source.RequireUniqueAsync(into, on, run.CancellationToken).ConfigureAwait(false);
        await foreach (var document in input.WithCancellation(run.CancellationToken))
        {
            bind(run.Evaluation, document);
            await run.Source.MergeAsync(into, SameFields(document), existing => Decide(existing, document, run.Evaluation), run.CancellationToken).ConfigureAwait(false);
        }

        yield break;
    }

    private BsonDocument? Decide(BsonDocument? existing, BsonDocument document, Evaluation evaluation)
    {
        if (existing is null)
        {
            return whenNotMatched switch
            {
                "insert" => document,
                "discard" => null,
                _ => throw CommandException.Location(13113, "$merge could not find a matching document in the target collection for at least one document in the source collection"),
            };
        }

        var result = whenMatched(existing, document, evaluation);
        if (result is null || !existing.TryGetValue("_id", out var id))
        {
            return result;
        }

        if (result.TryGetValue("_id", out var after) && !BsonEquality.Instance.Equals(id, after))
        {
            throw new CommandException(ErrorCode.ImmutableField, "$merge failed to update the matching document, did you attempt to modify the _id or the shard key?");
        }

        var kept = new BsonDocument("_id", id);
        return kept.Merge(result, overwriteExistingElements: false);
    }

    private Filter SameFields(BsonDocument document)
    {
        var filter = new BsonDocument();
        foreach (var field in on)
        {
            var value = FieldPath.Parse(field).Direct(document);
            if (value is null or BsonNull or BsonUndefined or BsonArray)
            {
                // An _id that is missing is made new, and matches nothing.
                value = field == "_id" && value is null
                    ? ObjectId.GenerateNewId()
                    : throw CommandException.Location(51132, $"$merge write error: 'on' field cannot be missing, null, undefined or an array: '{field}'");
            }

            filter[field] = new BsonDocument("$eq", value);
        }

        return Filter.Parse(filter);
    }
}
