using Lab.Engines.MongoDB.Cursors;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Query.Aggregation;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>aggregate: documents through a pipeline, by a cursor.</summary>
internal sealed class AggregateCommand : ICommand
{
    private const long DefaultBatch = 101;

    public static IReadOnlyList<string> Fields { get; } =
        ["pipeline", "cursor", "allowDiskUse", "explain", "hint", "let", "collation", "bypassDocumentValidation"];

    public CommandDescription Description { get; } = new("aggregate", Privilege.Read) { InTransaction = true, Fields = Fields };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        if (context.Arguments.Boolean("explain"))
        {
            return AggregateExplanation.Of(context, context.Command);
        }

        var options = new CommandArguments("aggregate.cursor", context.Arguments.Document("cursor")
            ?? throw new CommandException(ErrorCode.FailedToParse, "The 'cursor' option is required, except for aggregate with the explain argument"));
        options.Only("batchSize");
        var name = TargetOf(context.Command, context.Database);
        var pipeline = ParsePipeline(context.Arguments);
        if (pipeline.Writes && context.Transaction is not null)
        {
            throw new CommandException(ErrorCode.OperationNotSupportedInTransaction, "$out and $merge cannot be used in a transaction");
        }

        var source = new PipelineSource(context);
        var cursor = new Cursor(name, token => Run(context, name, pipeline, source, token))
        {
            User = context.Connection.User!.FullName,
            Session = context.Session,
            Transaction = context.Transaction,
        };
        // A pipeline that writes is run to its end, whatever the first batch's size.
        var size = pipeline.Writes ? long.MaxValue : options.Count("batchSize") ?? DefaultBatch;
        return await context.Server.Cursors.FirstAsync(cursor, size, single: false, context.CancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="CommandException">InvalidNamespace: a pipeline without a collection, which no stage here can begin.</exception>
    public static Namespace TargetOf(BsonDocument command, string database) => command.GetElement(0).Value is BsonString name
        ? Namespace.Parse(database, name.Value)
        : throw new CommandException(ErrorCode.InvalidNamespace, "Invalid command format: the 'aggregate' field must specify a collection name, since no stage that works without a collection is supported");

    public static Pipeline ParsePipeline(CommandArguments arguments) =>
        Pipeline.Parse(arguments.Array("pipeline") ?? throw CommandException.Location(40414, "BSON field 'aggregate.pipeline' is missing but a required field"), arguments.Document("let"));

    /// <summary>The query that the pipeline's beginning makes of the collection, and the rest of the pipeline; null when there is no collection.</summary>
    public static (DocumentQuery? Query, Pipeline Remainder) Lead(CommandContext context, Namespace name, Pipeline pipeline, CommandArguments arguments)
    {
        var lead = pipeline.Lead(context.Now);
        if (context.View.Catalog.Find(name) is not { } collection)
        {
            return (null, lead.Rest);
        }

        var stages = arguments.Array("pipeline")!;
        var query = stages.Count > 0 && stages[0] is BsonDocument first && first.TryGetValue("$match", out var match) && match is BsonDocument filter ? filter : [];
        return (new DocumentQuery(context.View, Planner.Choose(collection, lead.Filter, query, lead.Sort, arguments.Value("hint")), lead.Filter)
        {
            Sort = lead.Sort,
            Limit = lead.Limit,
            MatchesAll = query.ElementCount == 0 && lead.Sort is null,
        }, lead.Rest);
    }

    private static IAsyncEnumerable<BsonDocument> Run(CommandContext context, Namespace name, Pipeline pipeline, PipelineSource source, CancellationToken cancellationToken)
    {
        var (query, rest) = Lead(context, name, pipeline, context.Arguments);
        return rest.Run(query?.RunAsync(cancellationToken) ?? AsyncEnumerable.Empty<BsonDocument>(), source, context.Now, cancellationToken);
    }
}
