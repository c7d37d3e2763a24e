using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Server;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>explain: how a query would be, or was, carried out.</summary>
internal sealed class ExplainCommand : ICommand
{
    public CommandDescription Description { get; } = new("explain", Privilege.Read) { Fields = ["verbosity"] };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        if (context.Command.GetElement(0).Value is not BsonDocument { ElementCount: > 0 } command)
        {
            throw new CommandException(ErrorCode.TypeMismatch, "explain takes a command document");
        }

        var verbosity = context.Arguments.Text("verbosity") ?? "allPlansExecution";
        if (verbosity is not ("queryPlanner" or "executionStats" or "allPlansExecution"))
        {
            throw new CommandException(ErrorCode.FailedToParse, $"verbosity string must be one of {{'queryPlanner', 'executionStats', 'allPlansExecution'}}, not '{verbosity}'");
        }

        var reply = command.GetElement(0).Name == "aggregate"
            ? AggregateExplanation.Of(context, command)
            : await ExplainQueryAsync(context, command, withStatistics: verbosity != "queryPlanner").ConfigureAwait(false);
        return reply.Add("command", command).Add("serverInfo", new BsonDocument { { "host", context.Connection.Host }, { "port", context.Server.Port }, { "version", ServerState.Version } });
    }

    private static async Task<BsonDocument> ExplainQueryAsync(CommandContext context, BsonDocument command, bool withStatistics)
    {
        var name = Namespace.Parse(context.Database, command.GetElement(0).Value.ToString()!);
        var query = context.View.Catalog.Find(name) is { } collection ? QueryOf(context, command, collection) : null;
        var reply = new BsonDocument { { "explainVersion", "1" }, { "queryPlanner", QueryExplanation.Planner(name, query) } };
        if (withStatistics && query is not null)
        {
            var started = context.Server.TimeProvider.GetTimestamp();
            var returned = 0;
            await foreach (var document in query.RunAsync(context.CancellationToken).ConfigureAwait(false))
            {
                returned++;
            }

            reply["executionStats"] = new BsonDocument
            {
                { "executionSuccess", true },
                { "nReturned", returned },
                { "executionTimeMillis", (int)context.Server.TimeProvider.GetElapsedTime(started).TotalMilliseconds },
                { "totalKeysExamined", query.Plan.Index is null ? 0 : query.Statistics.Keys },
                { "totalDocsExamined", query.Statistics.Documents },
            };
        }

        return reply;
    }

    private static DocumentQuery QueryOf(CommandContext context, BsonDocument command, CollectionInfo collection)
    {
        var name = command.GetElement(0).Name;
        var arguments = new CommandArguments(name, command);
        switch (name)
        {
            case "find":
                return new FindRequest(arguments, context.Now).On(context.View, collection);
            case "count" or "distinct":
                return ByFilter(context, collection, arguments.Document("query") ?? [], arguments.Value("hint"));
            case "findAndModify":
                return ByFilter(context, collection, arguments.Document("query") ?? [], arguments.Value("hint"));
            case "update" or "delete":
                var statement = new CommandArguments(name, (arguments.Array(name + "s") ?? []).FirstOrDefault() as BsonDocument ?? throw new CommandException(ErrorCode.InvalidLength, $"explain takes a {name} with one statement"));
                return ByFilter(context, collection, statement.RequiredDocument("q"), statement.Value("hint"));
            default:
                throw new CommandException(ErrorCode.CommandNotFound, $"Explain failed due to unknown command: {name}");
        }
    }

    private static DocumentQuery ByFilter(CommandContext context, CollectionInfo collection, BsonDocument query, BsonValue? hint)
    {
        var filter = Filter.Parse(query, now: context.Now);
        return new DocumentQuery(context.View, Planner.Choose(collection, filter, query, hint: hint), filter);
    }
}
