using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Values;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Server;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>distinct: the values of a field, each once; of an array, its elements.</summary>
internal sealed class DistinctCommand : ICommand
{
    public static IReadOnlyList<string> Fields { get; } = ["key", "query", "hint", "collation"];

    public CommandDescription Description { get; } = new("distinct", Privilege.Read) { InTransaction = true, Fields = Fields };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var name = context.Target;
        var path = FieldPath.Parse(context.Arguments.RequiredText("key"));
        var query = context.Arguments.Document("query") ?? [];
        var filter = Filter.Parse(query, now: context.Now);
        var values = new List<BsonValue>();
        if (context.View.Catalog.Find(name) is { } collection)
        {
            var seen = new HashSet<BsonValue>(BsonEquality.Instance);
            var bytes = 0L;
            var plan = Planner.Choose(collection, filter, query, hint: context.Arguments.Value("hint"));
            foreach (var document in new DocumentQuery(context.View, plan, filter).Matching(context.CancellationToken))
            {
                foreach (var value in ValuesAt(document, path, 0).Where(seen.Add))
                {
                    values.Add(value);
                    bytes += BsonSize.Of(value) + 8;
                    if (bytes > ServerState.MaxDocumentBytes)
                    {
                        throw CommandException.Location(17217, "distinct too big, 16mb cap");
                    }
                }
            }
        }

        return Task.FromResult(new BsonDocument("values", new BsonArray(values)));
    }

    private static IEnumerable<BsonValue> ValuesAt(BsonValue value, FieldPath path, int part) => value switch
    {
        BsonArray array when part < path.Length && path.Index(part) >= 0 && path.Index(part) < array.Count => ValuesAt(array[path.Index(part)], path, part + 1),
        BsonArray array when part < path.Length => array.OfType<BsonDocument>().SelectMany(item => ValuesAt(item, path, part)),
        BsonArray array => array,
        _ when part == path.Length => [value],
        BsonDocument document when document.TryGetValue(path.Parts[part], out var inner) => ValuesAt(inner, path, part + 1),
        _ => [],
    };
}
