using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>renameCollection: gives a collection another name, in another database, too.</summary>
internal sealed class RenameCollectionCommand : ICommand
{
    public CommandDescription Description { get; } = new("renameCollection") { AdminOnly = true, Fields = ["to", "dropTarget"] };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var from = Parse(context.Command.GetElement(0).Value.ToString()!);
        var to = Parse(context.Arguments.RequiredText("to"));
        var dropTarget = context.Arguments.Boolean("dropTarget");
        Authorization.Require(context.Connection.User!, Privilege.Write, from.Database, "renameCollection");
        Authorization.Require(context.Connection.User!, Privilege.Write, to.Database, "renameCollection");
        if (from == to)
        {
            throw new CommandException(ErrorCode.IllegalOperation, "Can't rename a collection to itself");
        }

        return context.Server.Store.WriteAsync(
            unit =>
            {
                var catalog = new CatalogWriter(unit);
                var source = unit.Find(from) ?? throw new CommandException(ErrorCode.NamespaceNotFound, $"Source collection {from} does not exist");
                if (unit.Find(to) is { } target)
                {
                    if (!dropTarget)
                    {
                        throw new CommandException(ErrorCode.NamespaceExists, "target namespace exists");
                    }

                    catalog.Drop(target);
                }

                catalog.Rename(source, to);
                return new BsonDocument();
            },
            context.CancellationToken);
    }

    private static Namespace Parse(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? Namespace.Parse(name[..dot], name[(dot + 1)..]) : throw new CommandException(ErrorCode.InvalidNamespace, $"Invalid namespace specified '{name}'");
    }
}
