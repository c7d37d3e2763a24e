using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Projections;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Updates;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>findAndModify: changes or removes one document and returns it, as it was or as it is.</summary>
internal sealed class FindAndModifyCommand : ICommand
{
    public CommandDescription Description { get; } = new("findAndModify", Privilege.Read | Privilege.Write)
    {
        Aliases = ["findandmodify"],
        InTransaction = true,
        Fields = ["query", "sort", "remove", "update", "new", "fields", "upsert", "arrayFilters", "bypassDocumentValidation", "hint", "let", "collation"],
    };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        var name = context.Target;
        var arguments = context.Arguments;
        var let = arguments.Document("let");
        var query = arguments.Document("query") ?? [];
        var filter = Filter.Parse(query, let, context.Now);
        var sort = arguments.Document("sort") is { ElementCount: > 0 } order ? SortSpec.Parse(order) : null;
        var projection = arguments.Document("fields") is { ElementCount: > 0 } fields ? Projection.Parse(fields, let, context.Now) : null;
        var update = arguments.Value("update") is { } value ? Update.Parse(value, arguments.Array("arrayFilters"), let) : null;
        var returnsNew = arguments.Boolean("new");
        var upsert = arguments.Boolean("upsert");
        if (arguments.Boolean("remove") == update is not null || (update is null && (returnsNew || upsert)))
        {
            throw new CommandException(ErrorCode.FailedToParse, "Either an update or remove=true must be specified, and neither upsert nor new=true with remove");
        }

        if (upsert)
        {
            await context.PrepareTargetAsync(name).ConfigureAwait(false);
        }

        return await context.WriteAsync(writer =>
        {
            var plan = writer.Find(name) is { } collection ? Planner.Choose(collection, filter, query, sort, arguments.Value("hint")) : null;
            var found = plan is null ? null : First(writer, plan, filter, sort, context.CancellationToken);
            if (found is not var (stored, document) || found is null)
            {
                return upsert ? Upsert(writer, name, update!, filter, returnsNew, projection, context.Now) : Reply(new BsonDocument { { "n", 0 }, { "updatedExisting", false } }, null);
            }

            if (update is null)
            {
                writer.Delete(plan!.Collection, stored, document);
                return Reply(new BsonDocument("n", 1), Project(projection, document, filter));
            }

            var (updated, isModified) = update.Apply(document, filter, isInsert: false, context.Now);
            if (isModified)
            {
                NewDocument.CheckStored(BsonBytes.Write(updated));
                writer.Replace(plan!.Collection, stored, document, updated);
            }

            return Reply(new BsonDocument { { "n", 1 }, { "updatedExisting", true } }, Project(projection, returnsNew ? updated : document, filter));
        }).ConfigureAwait(false);
    }

    private static (StoredDocument Stored, BsonDocument Document)? First(IDocumentWriter writer, Plan plan, Filter filter, SortSpec? sort, CancellationToken cancellationToken)
    {
        (StoredDocument Stored, BsonDocument Document)? first = null;
        foreach (var stored in writer.Read(plan))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var document = BsonBytes.Read(stored.Bytes);
            if (filter.Matches(document) && (first is null || sort!.Compare(document, first.Value.Document) < 0))
            {
                first = (stored, document);
                if (sort is null || (plan.IsSorted && !writer.LosesOrder(plan.Collection)))
                {
                    break;
                }
            }
        }

        return first;
    }

    private static BsonDocument Upsert(IDocumentWriter writer, Namespace name, Update update, Filter filter, bool returnsNew, Projection? projection, DateTime now)
    {
        var inserted = NewDocument.Prepare(update.Upsert(filter, now));
        writer.Insert(writer.FindOrCreate(name), inserted.Bytes, inserted.Document);
        return Reply(
            new BsonDocument { { "n", 1 }, { "updatedExisting", false }, { "upserted", inserted.Document["_id"] } },
            returnsNew ? Project(projection, inserted.Document, null) : null);
    }

    private static BsonDocument? Project(Projection? projection, BsonDocument document, Filter? filter) =>
        projection is null ? document : projection.Apply(document, filter);

    private static BsonDocument Reply(BsonDocument lastError, BsonDocument? value) =>
        new() { { "lastErrorObject", lastError }, { "value", (BsonValue?)value ?? BsonNull.Value } };
}
