using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>delete: removes documents.</summary>
internal sealed class DeleteCommand : ICommand
{
    public CommandDescription Description { get; } = new("delete", Privilege.Write) { InTransaction = true, Fields = ["deletes", "ordered", "let"] };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        var name = context.Target;
        var ordered = context.Arguments.Boolean("ordered", otherwise: true);
        var let = context.Arguments.Document("let");
        var documents = context.Documents("deletes");
        WriteBatch.CheckCount(documents.Count);
        return await context.WriteAsync(writer =>
        {
            var batch = new WriteBatch(ordered, context.Transaction is not null);
            for (var i = 0; i < documents.Count && !batch.IsOver; i++)
            {
                batch.Try(i, () => batch.Count += Delete(writer, name, new CommandArguments("delete.deletes", BsonBytes.Read(documents[i])), let, context));
            }

            return batch.Reply();
        }).ConfigureAwait(false);
    }

    private static long Delete(IDocumentWriter writer, Namespace name, CommandArguments arguments, BsonDocument? let, CommandContext context)
    {
        arguments.Only("q", "limit", "hint", "collation");
        arguments.SimpleCollation();
        var limit = arguments.Integer("limit");
        if (limit is not (0 or 1))
        {
            throw new CommandException(ErrorCode.FailedToParse, $"The limit field in delete objects must be 0 or 1. Got {limit}");
        }

        var query = arguments.RequiredDocument("q");
        var filter = Filter.Parse(query, let, context.Now);
        if (writer.Find(name) is not { } collection)
        {
            return 0;
        }

        var deleted = 0L;
        foreach (var stored in writer.Read(Planner.Choose(collection, filter, query, hint: arguments.Value("hint"))))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var document = BsonBytes.Read(stored.Bytes);
            if (filter.Matches(document))
            {
                writer.Delete(collection, stored, document);
                deleted++;
                if (limit == 1)
                {
                    break;
                }
            }
        }

        return deleted;
    }
}
