using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Storage.Sqlite;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>What is committed, each chunk as of the time it is read.</summary>
internal sealed class CommittedView(DocumentStore store) : IReadView
{
    public CatalogState Catalog => store.Catalog;

    public bool LosesOrder(CollectionInfo collection) => false;

    /// <exception cref="CommandException">QueryPlanKilled: the collection or the index was dropped meanwhile.</exception>
    public bool Read(Scan scan, List<StoredDocument> documents, int maxDocuments, int maxBytes) => Guarded(connection =>
    {
        scan.Read(connection, documents, maxDocuments, maxBytes);
        return !scan.IsDone;
    });

    public long Count(CollectionInfo collection) => Guarded(connection => RowCount.Of(connection, collection));

    private T Guarded<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            return store.Readers.Read(read);
        }
        catch (SqliteException error) when (error.IsMissingTable)
        {
            throw new CommandException(ErrorCode.QueryPlanKilled, "collection or index dropped while it was read");
        }
    }
}
