using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>count: how many documents match.</summary>
internal sealed class CountCommand : ICommand
{
    public static IReadOnlyList<string> Fields { get; } = ["query", "limit", "skip", "hint", "collation"];

    public CommandDescription Description { get; } = new("count", Privilege.Read) { Fields = Fields };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var name = context.Target;
        var arguments = context.Arguments;
        var query = arguments.Document("query") ?? [];
        var filter = Filter.Parse(query, now: context.Now);
        var skip = arguments.Count("skip") ?? 0;
        var limit = Math.Abs(arguments.Integer("limit") ?? 0);
        var count = 0L;
        if (context.View.Catalog.Find(name) is { } collection)
        {
            count = query.ElementCount == 0
                ? context.View.Count(collection)
                : Matches(context, Planner.Choose(collection, filter, query, hint: arguments.Value("hint")), filter, limit == 0 ? long.MaxValue : skip + limit);
        }

        count = Math.Max(0, count - skip);
        count = limit == 0 ? count : Math.Min(count, limit);
        return Task.FromResult(new BsonDocument("n", count <= int.MaxValue ? (int)count : count));
    }

    private static long Matches(CommandContext context, Plan plan, Filter filter, long enough)
    {
        var count = 0L;
        foreach (var document in new DocumentQuery(context.View, plan, filter).Matching(context.CancellationToken))
        {
            if (++count >= enough)
            {
                break;
            }
        }

        return count;
    }
}
