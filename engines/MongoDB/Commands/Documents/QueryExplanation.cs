using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>Describes a plan as MongoDB does: COLLSCAN, or FETCH over IXSCAN, under SORT where documents are sorted in memory.</summary>
internal static class QueryExplanation
{
    public static BsonDocument Planner(Namespace name, DocumentQuery? query) => new()
    {
        { "namespace", name.ToString() },
        { "winningPlan", query is null ? new BsonDocument("stage", "EOF") : Stages(query) },
        { "rejectedPlans", new BsonArray() },
    };

    private static BsonDocument Stages(DocumentQuery query)
    {
        var plan = query.Plan;
        var direction = plan.Backward ? "backward" : "forward";
        var stage = plan.Index is not { } index
            ? new BsonDocument { { "stage", "COLLSCAN" }, { "direction", direction } }
            : new BsonDocument
            {
                { "stage", "FETCH" },
                {
                    "inputStage", new BsonDocument
                    {
                        { "stage", "IXSCAN" },
                        { "keyPattern", index.Key },
                        { "indexName", index.Name },
                        { "isMultiKey", index.Multikey != 0 },
                        { "isUnique", index.IsUnique },
                        { "isSparse", index.IsSparse },
                        { "isPartial", index.Partial is not null },
                        { "direction", direction },
                        { "ranges", plan.Ranges.Count },
                    }
                },
            };
        stage = query.SortsInMemory ? Around("SORT", stage, new BsonDocument("sortPattern", SortPattern(query))) : stage;
        stage = query.Skip > 0 ? Around("SKIP", stage, new BsonDocument("skipAmount", query.Skip)) : stage;
        stage = query.Limit is { } limit && !query.SortsInMemory ? Around("LIMIT", stage, new BsonDocument("limitAmount", limit)) : stage;
        return query.Projection is null ? stage : Around("PROJECTION_DEFAULT", stage, []);
    }

    private static BsonDocument SortPattern(DocumentQuery query) =>
        new(query.Sort!.Keys.Select(key => new BsonElement(key.Path.Text, key.Descending ? -1 : 1)));

    private static BsonDocument Around(string stage, BsonDocument input, BsonDocument details) =>
        new BsonDocument("stage", stage).AddRange(details).Add("inputStage", input);
}
