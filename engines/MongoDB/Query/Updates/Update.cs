using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>An update: by operators, by a replacement, or by a pipeline. Source: MongoDB manual, "db.collection.update()".</summary>
internal sealed class Update
{
    private readonly OperatorUpdate? _operators;
    private readonly BsonDocument? _replacement;
    private readonly PipelineUpdate? _pipeline;

    private Update(OperatorUpdate? operators, BsonDocument? replacement, PipelineUpdate? pipeline)
    {
        _operators = operators;
        _replacement = replacement;
        _pipeline = pipeline;
    }

    /// <summary>Whether the whole document is replaced: not for an update of many.</summary>
    public bool IsReplacement => _replacement is not null;

    /// <param name="update">Operators or a replacement (a document), or a pipeline (an array).</param>
    /// <param name="arrayFilters">Filters for <c>$[identifier]</c>.</param>
    /// <param name="let">Variables for a pipeline.</param>
    /// <exception cref="CommandException">With MongoDB's code for what is wrong.</exception>
    public static Update Parse(BsonValue update, BsonArray? arrayFilters = null, BsonDocument? let = null)
    {
        switch (update)
        {
            case BsonArray stages:
                return arrayFilters is { Count: > 0 }
                    ? throw new CommandException(ErrorCode.FailedToParse, "arrayFilters may not be specified for pipeline-syle updates")
                    : new Update(null, null, PipelineUpdate.Parse(stages, let));
            case BsonDocument { ElementCount: > 0 } document when document.GetElement(0).Name.StartsWith('$'):
                return new Update(OperatorUpdate.Parse(document, ArrayFilters.Parse(arrayFilters)), null, null);
            case BsonDocument document:
                return document.Names.FirstOrDefault(n => n.StartsWith('$')) is { } stray
                    ? throw new CommandException(
                        ErrorCode.DollarPrefixedFieldName,
                        $"The dollar ($) prefixed field '{stray}' in '{stray}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.")
                    : new Update(null, document, null);
            default:
                throw new CommandException(ErrorCode.FailedToParse, "Update argument must be either an object or an array");
        }
    }

    /// <param name="document">The document, which is not changed.</param>
    /// <param name="query">The filter that it matched, for the positional <c>$</c>.</param>
    /// <param name="isInsert">Whether it comes to be by an upsert.</param>
    /// <param name="now">The time, UTC.</param>
    /// <returns>The document as it is afterwards, and whether it differs.</returns>
    /// <exception cref="CommandException">With MongoDB's code: 66 for a changed _id.</exception>
    public (BsonDocument Updated, bool Modified) Apply(BsonDocument document, Filter? query, bool isInsert, DateTime now)
    {
        var hasId = document.TryGetValue("_id", out var id);
        var updated = Apply(document, query, isInsert, now, out var modified);
        if (!hasId)
        {
            return (updated, modified);
        }

        if (!updated.TryGetValue("_id", out var after))
        {
            if (_operators is not null)
            {
                throw new CommandException(ErrorCode.ImmutableField, "Performing an update on the path '_id' would modify the immutable field '_id'");
            }

            updated.InsertAt(0, new BsonElement("_id", id!));
            modified = !BsonEquality.Exactly(updated, document);
        }
        else if (!BsonEquality.Instance.Equals(id, after))
        {
            throw new CommandException(ErrorCode.ImmutableField, _operators is not null
                ? "Performing an update on the path '_id' would modify the immutable field '_id'"
                : $"After applying the update, the (immutable) field '_id' was found to have been altered to _id: {BsonTexts.Show(after)}");
        }

        return (updated, modified);
    }

    /// <summary>The document that an upsert inserts: the query's equalities, the update, and an _id (a new ObjectId when neither gives one).</summary>
    /// <exception cref="CommandException">54: a path has two values in the query; and as <see cref="Apply(BsonDocument, Filter?, bool, DateTime)"/>.</exception>
    public BsonDocument Upsert(Filter query, DateTime now)
    {
        var seed = UpsertSeed.Of(query, onlyId: IsReplacement);
        var (document, _) = Apply(seed, null, isInsert: true, now);
        var id = document.TryGetValue("_id", out var given) ? given : ObjectId.GenerateNewId(now);
        document.Remove("_id");
        document.InsertAt(0, new BsonElement("_id", id));
        return document;
    }

    private BsonDocument Apply(BsonDocument document, Filter? query, bool isInsert, DateTime now, out bool modified)
    {
        if (_operators is not null)
        {
            var updated = BsonCopy.Of(document);
            var position = _operators.NeedsPosition ? query?.PositionIn(document) : null;
            var id = document.TryGetValue("_id", out var known) ? known : BsonNull.Value;
            modified = _operators.Apply(updated, new UpdateContext(id, position, isInsert, now));
            return updated;
        }

        var replaced = BsonCopy.Of(_replacement ?? _pipeline!.Apply(document, now));
        modified = !BsonEquality.Exactly(replaced, document);
        return replaced;
    }
}
