using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>The document that an upsert begins with: the equalities of its query.</summary>
internal static class UpsertSeed
{
    /// <param name="query">The query that matched nothing.</param>
    /// <param name="onlyId">Whether a replacement follows, which keeps no more than the _id.</param>
    /// <exception cref="CommandException">54: two equalities speak of one place.</exception>
    public static BsonDocument Of(Filter query, bool onlyId)
    {
        var seed = new BsonDocument();
        var seen = new List<string>();
        foreach (var (path, value) in query.Equalities)
        {
            if ((onlyId && path != "_id") || value is BsonRegularExpression)
            {
                continue;
            }

            if (seen.Find(other => FieldPath.Overlap(other, path)) is { } twice)
            {
                throw new CommandException(ErrorCode.NotSingleValueField, $"cannot infer query fields to set, path '{(path.Length < twice.Length ? path : twice)}' is matched twice");
            }

            seen.Add(path);
            var context = new UpdateContext(BsonNull.Value, null, true, DateTime.UnixEpoch);
            new UpdateWalk(UpdatePath.Parse(path), new ValueModifier((_, _, _) => BsonCopy.Of(value)), ArrayFilters.Parse(null), context).Apply(seed);
        }

        return seed;
    }
}
