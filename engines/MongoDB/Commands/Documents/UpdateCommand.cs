using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>update: changes documents, or inserts one where none matches (upsert).</summary>
internal sealed class UpdateCommand : ICommand
{
    public CommandDescription Description { get; } = new("update", Privilege.Write)
    {
        InTransaction = true,
        Fields = ["updates", "ordered", "bypassDocumentValidation", "let"],
    };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        var name = context.Target;
        var ordered = context.Arguments.Boolean("ordered", otherwise: true);
        var let = context.Arguments.Document("let");
        var documents = context.Documents("updates");
        WriteBatch.CheckCount(documents.Count);
        var statements = documents.Select(bytes => new CommandArguments("update.updates", BsonBytes.Read(bytes))).ToList();
        if (statements.Exists(statement => statement.Boolean("upsert")))
        {
            await context.PrepareTargetAsync(name).ConfigureAwait(false);
        }

        return await context.WriteAsync(writer => Write(writer, name, statements, let, ordered, context)).ConfigureAwait(false);
    }

    private static BsonDocument Write(IDocumentWriter writer, Namespace name, List<CommandArguments> statements, BsonDocument? let, bool ordered, CommandContext context)
    {
        var batch = new WriteBatch(ordered, context.Transaction is not null);
        var modified = 0L;
        var upserted = new BsonArray();
        for (var i = 0; i < statements.Count && !batch.IsOver; i++)
        {
            batch.Try(i, () =>
            {
                var statement = new UpdateStatement(statements[i], let, context.Now);
                var result = statement.Run(writer, name, context.CancellationToken);
                batch.Count += result.Matched;
                modified += result.Modified;
                if (result.UpsertedId is { } id)
                {
                    batch.Count++;
                    upserted.Add(new BsonDocument { { "index", i }, { "_id", id } });
                }
            });
        }

        var reply = batch.Reply();
        reply["nModified"] = (int)modified;
        if (upserted.Count > 0)
        {
            reply["upserted"] = upserted;
        }

        return reply;
    }
}
