using System.Threading.Channels;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Storage.Sqlite;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>
/// The data file. One thread writes: it takes all commands that wait, runs each in a savepoint, and commits them together with one
/// synchronisation of the disk; then each is answered. Readers have connections of their own and never wait for it.
/// </summary>
internal sealed class DocumentStore : IAsyncDisposable
{
    private const int WriterCacheKibibytes = 32 << 10;
    private const int MaxGroup = 64;
    private const int MaxWaiting = 1024;
    private const int DiskFull = 13;

    private readonly SqliteConnection _connection;
    private readonly Channel<WriteRequest> _requests = Channel.CreateBounded<WriteRequest>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly RowNumbers _rows = new();
    private readonly Lock _commitLock = new();
    private readonly Thread _writer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CatalogState _catalog;
    private long _commit;

    private DocumentStore(string path, SqliteConnection connection)
    {
        _connection = connection;
        _catalog = Schema.ReadCatalog(connection);
        Path = path;
        Readers = new ReaderPool(path);
        _writer = new Thread(Write) { Name = "writer", IsBackground = true };
        _writer.Start();
    }

    public string Path { get; }

    public ReaderPool Readers { get; }

    public ConflictTracker Conflicts { get; } = new();

    /// <summary>The catalog as it was committed last.</summary>
    public CatalogState Catalog => Volatile.Read(ref _catalog);

    /// <exception cref="EngineException">The data file cannot be used.</exception>
    public static DocumentStore Open(string path)
    {
        try
        {
            SQLitePCL.Batteries_V2.Init();
            var connection = SqliteConnection.Open(path, readOnly: false, WriterCacheKibibytes);
            Schema.Create(connection);
            return new DocumentStore(path, connection);
        }
        catch (SqliteException error)
        {
            throw new EngineException($"The data file {path} cannot be used: {error.Message}.", error);
        }
    }

    /// <summary>Runs a command's writes; when the task completes they are durable.</summary>
    /// <exception cref="CommandException">What the command threw, or the disk is full.</exception>
    public async Task<T> WriteAsync<T>(Func<WriteUnit, T> write, CancellationToken cancellationToken)
    {
        while (true)
        {
            var request = new WriteRequest<T>(write, cancellationToken);
            await _requests.Writer.WriteAsync(request, cancellationToken).ConfigureAwait(false);
            try
            {
                return await request.Completion.ConfigureAwait(false);
            }
            catch (DocumentHeldException held)
            {
                await held.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Begins a snapshot on a reader's connection.</summary>
    /// <returns>The number of the last commit in it, and the catalog of that time.</returns>
    public (long Commit, CatalogState Catalog) BeginSnapshot(SqliteConnection connection)
    {
        lock (_commitLock)
        {
            connection.Execute("BEGIN; SELECT count(*) FROM collections");
            return (_commit, _catalog);
        }
    }

    /// <summary>Gives free pages of the data file back to the disk.</summary>
    public Task ReleasePagesAsync(int pages, CancellationToken cancellationToken) => WriteAsync(
        unit =>
        {
            unit.Connection.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA incremental_vacuum({pages})"));
            return 0;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _requests.Writer.Complete();
        await _ended.Task.ConfigureAwait(false);
        Readers.Dispose();
        _connection.Dispose();
    }

    private void Write()
    {
        var group = new List<WriteRequest>(MaxGroup);
        // The thread is the writer's own: it may block.
        while (_requests.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < MaxGroup && _requests.Reader.TryRead(out var request))
            {
                group.Add(request);
            }

            WriteGroup(group);
        }

        _ended.SetResult();
    }

    private void WriteGroup(List<WriteRequest> group)
    {
        var catalog = _catalog;
        var done = new List<WriteRequest>(group.Count);
        try
        {
            _connection.Execute("BEGIN IMMEDIATE");
            foreach (var request in group)
            {
                catalog = WriteOne(request, catalog, done);
            }

            SaveMultikey(catalog);
            lock (_commitLock)
            {
                _connection.Execute("COMMIT");
                _commit++;
                Volatile.Write(ref _catalog, catalog);
            }

            Conflicts.Committed(_commit);
            done.ForEach(request => request.Committed());
        }
        catch (SqliteException error)
        {
            Undo();
            // Those that failed by themselves were told so already; those that were not run yet must not wait for ever.
            group.ForEach(request => request.Failed(Translate(error)));
        }
    }

    private CatalogState WriteOne(WriteRequest request, CatalogState catalog, List<WriteRequest> done)
    {
        _connection.Execute("SAVEPOINT command");
        try
        {
            var unit = new WriteUnit(_connection, catalog, Conflicts, _rows, _commit + 1);
            request.Run(unit);
            _connection.Execute("RELEASE command");
            done.Add(request);
            return unit.Catalog;
        }
        catch (Exception error) when (error is not SqliteException { ResultCode: DiskFull })
        {
            _connection.Execute("ROLLBACK TO command; RELEASE command");
            request.Failed(Translate(error));
            return catalog;
        }
        catch (SqliteException error)
        {
            // A full disk undoes the whole of SQLite's transaction, and with it the commands before this one.
            request.Failed(Translate(error));
            throw;
        }
    }

    private void SaveMultikey(CatalogState catalog)
    {
        foreach (var index in catalog.Collections.SelectMany(c => c.Indexes))
        {
            var multikey = index.Multikey;
            if (multikey != index.PersistedMultikey)
            {
                _connection.Prepare("UPDATE indexes SET multikey = ?2 WHERE id = ?1").Bind(1, index.Id).Bind(2, (long)multikey).Run();
                index.PersistedMultikey = multikey;
            }
        }
    }

    private void Undo()
    {
        foreach (var index in _catalog.Collections.SelectMany(c => c.Indexes))
        {
            index.PersistedMultikey = ulong.MaxValue;
        }

        try
        {
            _connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has ended the transaction by itself already.
        }
    }

    private static Exception Translate(Exception error) => error switch
    {
        SqliteException { ResultCode: DiskFull } => new CommandException(ErrorCode.OutOfDiskSpace, "The disk is full: nothing was written."),
        SqliteException sqlite => new CommandException(ErrorCode.InternalError, $"The data file cannot be written: {sqlite.Message}."),
        _ => error,
    };
}
