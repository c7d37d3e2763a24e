using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>insert: adds documents.</summary>
internal sealed class InsertCommand : ICommand
{
    public CommandDescription Description { get; } = new("insert", Privilege.Write)
    {
        InTransaction = true,
        Fields = ["documents", "ordered", "bypassDocumentValidation"],
    };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        var name = context.Target;
        var documents = context.Documents("documents");
        WriteBatch.CheckCount(documents.Count);
        var ordered = context.Arguments.Boolean("ordered", otherwise: true);

        // What can be done without the writer is done before it is asked.
        var prepared = new (NewDocument Document, CommandException? Error)[documents.Count];
        for (var i = 0; i < prepared.Length; i++)
        {
            try
            {
                prepared[i].Document = NewDocument.Prepare(documents[i], context.Now);
            }
            catch (CommandException error)
            {
                prepared[i].Error = error;
            }
        }

        await context.PrepareTargetAsync(name).ConfigureAwait(false);
        return await context.WriteAsync(writer => Write(writer, name, prepared, ordered, context)).ConfigureAwait(false);
    }

    private static BsonDocument Write(IDocumentWriter writer, Namespace name, (NewDocument Document, CommandException? Error)[] documents, bool ordered, CommandContext context)
    {
        var batch = new WriteBatch(ordered, context.Transaction is not null);
        CollectionInfo? collection = null;
        for (var i = 0; i < documents.Length && !batch.IsOver; i++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            batch.Try(i, () =>
            {
                var (document, error) = documents[i];
                if (error is not null)
                {
                    throw error;
                }

                collection ??= writer.FindOrCreate(name);
                writer.Insert(collection, document.Bytes, document.Document);
                batch.Count++;
            });
        }

        return batch.Reply();
    }
}
