using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Query.Values;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Storage.Sqlite;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Sessions;

/// <summary>
/// A transaction: it reads a snapshot of the data file, and keeps its own changes in memory until it commits. A document that another
/// transaction holds, or that was changed since the snapshot, is a write conflict at once. One command at a time uses it.
/// </summary>
internal sealed class Transaction : IReadView, IDocumentWriter, ITransactionOwner, IDisposable
{
    private const int ChunkDocuments = 512;
    private const int ChunkBytes = 4 << 20;

    /// <summary>How many bytes of documents a transaction may change.</summary>
    private const long MaxBytes = 100L << 20;

    private readonly DocumentStore _store;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<long, (CollectionInfo Collection, UncommittedDocuments Documents)> _changes = [];
    private readonly HashSet<(long Collection, long Row)> _held = [];

    // Collections that were made after the snapshot: to this transaction they are empty.
    private readonly HashSet<long> _adopted = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CatalogState _catalog;
    private long _nextRow = -1;
    private long _bytes;

    public Transaction(DocumentStore store, long number, DateTimeOffset startedAt)
    {
        _store = store;
        Number = number;
        StartedAt = startedAt;
        _connection = store.Readers.Take();
        (Snapshot, _catalog) = store.BeginSnapshot(_connection);
        store.Conflicts.Begin(this);
    }

    public long Number { get; }

    public DateTimeOffset StartedAt { get; }

    public long Snapshot { get; }

    public Task Ended => _ended.Task;

    public bool IsOpen => !_ended.Task.IsCompleted;

    /// <summary>One command at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    public CatalogState Catalog => _catalog;

    public CollectionInfo? Find(Namespace name) => _catalog.Find(name);

    /// <exception cref="CommandException">The collection is not there: see <see cref="Adopt"/>.</exception>
    public CollectionInfo FindOrCreate(Namespace name) =>
        _catalog.Find(name) ?? throw new CommandException(ErrorCode.OperationNotSupportedInTransaction, $"The collection {name} does not exist.");

    /// <summary>Lets the transaction see a collection that was made, empty, after its snapshot.</summary>
    public void Adopt(CollectionInfo collection)
    {
        _catalog = _catalog.With(collection);
        _adopted.Add(collection.Id);
    }

    public bool LosesOrder(CollectionInfo collection) => _changes.ContainsKey(collection.Id);

    public bool Read(Scan scan, List<StoredDocument> documents, int maxDocuments, int maxBytes)
    {
        CheckOpen();
        var changes = _changes.TryGetValue(scan.Plan.Collection.Id, out var changed) ? changed.Documents.Documents : null;
        if (!scan.IsDone && !_adopted.Contains(scan.Plan.Collection.Id) && ReadCommitted(scan, documents, maxDocuments, maxBytes, changes))
        {
            return true;
        }

        if (changes is not null && !scan.IsTailRead)
        {
            documents.AddRange(changes.Where(c => c.Value is not null).Select(c => new StoredDocument(c.Key, BsonBytes.Write(c.Value!))));
        }

        scan.IsTailRead = true;
        return false;
    }

    public IEnumerable<StoredDocument> Read(Plan plan)
    {
        var scan = new Scan(plan);
        var chunk = new List<StoredDocument>();
        bool more;
        do
        {
            chunk.Clear();
            more = Read(scan, chunk, ChunkDocuments, ChunkBytes);
            foreach (var document in chunk)
            {
                yield return document;
            }
        }
        while (more);
    }

    public long Count(CollectionInfo collection)
    {
        CheckOpen();
        var changes = _changes.TryGetValue(collection.Id, out var changed) ? changed.Documents.Documents : null;
        var committed = _adopted.Contains(collection.Id) ? 0 : Committed(() => RowCount.Of(_connection, collection));
        return committed + (changes?.Sum(c => c.Key < 0 ? 1 : c.Value is null ? -1 : 0) ?? 0);
    }

    public void Insert(CollectionInfo collection, byte[] bytes, BsonDocument document)
    {
        var row = _nextRow--;
        CheckUnique(collection, document, row);
        Keep(collection, row, BsonBytes.Read(bytes), bytes.Length);
    }

    public void Replace(CollectionInfo collection, StoredDocument stored, BsonDocument before, BsonDocument after)
    {
        Hold(collection, stored.Row);
        CheckUnique(collection, after, stored.Row);
        Keep(collection, stored.Row, after, BsonSize.Of(after));
    }

    public void Delete(CollectionInfo collection, StoredDocument stored, BsonDocument before)
    {
        Hold(collection, stored.Row);
        Keep(collection, stored.Row, null, 0);
    }

    /// <summary>Writes what the transaction changed, on the writer's thread.</summary>
    /// <exception cref="CommandException">WriteConflict: a unique key was taken, or a collection dropped, meanwhile.</exception>
    public void Write(WriteUnit unit)
    {
        unit.Transaction = this;
        foreach (var (_, (known, documents)) in _changes)
        {
            var collection = unit.Catalog.Collections.FirstOrDefault(c => c.Id == known.Id) ?? throw Conflict();
            foreach (var (row, document) in documents.Documents)
            {
                try
                {
                    Write(unit, collection, row, document);
                }
                catch (CommandException error) when (error.Code == (int)ErrorCode.DuplicateKey)
                {
                    throw Conflict();
                }
            }
        }
    }

    /// <summary>Frees what it holds. A transaction that was not written leaves nothing behind.</summary>
    public void Dispose()
    {
        if (_ended.TrySetResult())
        {
            _store.Conflicts.End(this, _held);
            _connection.Execute("COMMIT");
            _store.Readers.Return(_connection);
            _changes.Clear();
        }
    }

    private static void Write(WriteUnit unit, CollectionInfo collection, long row, BsonDocument? document)
    {
        if (row < 0)
        {
            unit.Insert(collection, BsonBytes.Write(document!), document!);
            return;
        }

        var before = BsonBytes.Read(StoredRow.Read(unit.Connection, collection, row) ?? throw Conflict());
        var stored = new StoredDocument(row, []);
        if (document is null)
        {
            unit.Delete(collection, stored, before);
        }
        else
        {
            unit.Replace(collection, stored, before, document);
        }
    }

    private bool ReadCommitted(Scan scan, List<StoredDocument> documents, int maxDocuments, int maxBytes, IReadOnlyDictionary<long, BsonDocument?>? changes)
    {
        var chunk = new List<StoredDocument>();
        Committed(() =>
        {
            scan.Read(_connection, chunk, maxDocuments, maxBytes);
            return 0;
        });
        documents.AddRange(changes is null ? chunk : chunk.Where(document => !changes.ContainsKey(document.Row)));
        return !scan.IsDone;
    }

    private static T Committed<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException error) when (error.IsMissingTable)
        {
            throw new CommandException(ErrorCode.SnapshotUnavailable, "Unable to read from a snapshot due to pending collection catalog changes; please retry the operation.") { IsTransient = true };
        }
    }

    private void Hold(CollectionInfo collection, long row)
    {
        CheckOpen();
        if (row >= 0 && !_store.Conflicts.TryHold(this, collection.Id, row))
        {
            throw Conflict();
        }

        _held.Add((collection.Id, row));
    }

    private void Keep(CollectionInfo collection, long row, BsonDocument? document, long bytes)
    {
        _bytes += bytes;
        if (_bytes > MaxBytes)
        {
            throw new CommandException(ErrorCode.TransactionTooLarge, $"Total size of all transaction operations must be less than {MaxBytes} bytes.");
        }

        if (!_changes.TryGetValue(collection.Id, out var entry))
        {
            entry = (collection, new UncommittedDocuments());
            _changes.Add(collection.Id, entry);
        }

        entry.Documents.Set(collection, row, document);
    }

    private void CheckUnique(CollectionInfo collection, BsonDocument document, long row)
    {
        CheckOpen();
        _changes.TryGetValue(collection.Id, out var changed);
        foreach (var index in collection.Indexes.Where(index => index.IsUnique))
        {
            foreach (var key in index.KeysOf(document))
            {
                var committed = _adopted.Contains(collection.Id) ? null : Committed(() => IndexLookup.Row(_connection, index, key));
                if (committed is { } other && (changed.Documents?.Documents.ContainsKey(other) ?? false))
                {
                    committed = null;
                }

                if ((changed.Documents?.Owner(index, key) ?? committed) is { } owner && owner != row)
                {
                    throw DuplicateKey.Error(collection, index, document, key);
                }
            }
        }
    }

    private void CheckOpen()
    {
        if (!IsOpen)
        {
            throw NoSuchTransaction(Number);
        }
    }

    public static CommandException NoSuchTransaction(long number) =>
        new(ErrorCode.NoSuchTransaction, $"Transaction with {{ txnNumber: {number} }} has been aborted.") { IsTransient = true };

    private static CommandException Conflict() =>
        new(ErrorCode.WriteConflict, "Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.") { IsTransient = true };
}
