using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Storage.Catalog;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>Finds what a command names.</summary>
internal static class CatalogAccess
{
    /// <exception cref="CommandException">NamespaceNotFound.</exception>
    public static CollectionInfo Require(CatalogState catalog, Namespace name) =>
        catalog.Find(name) ?? throw new CommandException(ErrorCode.NamespaceNotFound, $"ns does not exist: {name}");
}
