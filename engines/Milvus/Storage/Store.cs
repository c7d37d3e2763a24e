using System.Threading.Channels;
using Google.Protobuf;
using Microsoft.Data.Sqlite;

namespace Lab.Engines.Milvus.Storage;

/// <summary>
/// What survives: records by kind and key, and the changes of each collection's rows, in SQLite. A commit returns when its write is on the
/// disk; commits that wait at the same time share one flush.
/// </summary>
internal sealed class Store : IAsyncDisposable
{
    private const int MostInOneFlush = 64;

    private readonly SqliteConnection connection;
    private readonly Channel<(Action<StoreTransaction> Work, TaskCompletionSource Done)> waiting =
        Channel.CreateBounded<(Action<StoreTransaction>, TaskCompletionSource)>(new BoundedChannelOptions(256) { SingleReader = true });

    private readonly Task writing;

    private Store(SqliteConnection connection)
    {
        this.connection = connection;
        writing = Task.Run(WriteAsync);
    }

    /// <summary>Opens the database, and creates it where it does not exist.</summary>
    /// <exception cref="EngineException">The file is not this engine's, or cannot be opened.</exception>
    public static Store Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, "PRAGMA synchronous = FULL");
            Execute(connection, "PRAGMA journal_size_limit = 67108864");
            Execute(connection, "CREATE TABLE IF NOT EXISTS records (kind TEXT NOT NULL, key TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID");
            Execute(connection, "CREATE TABLE IF NOT EXISTS changes (sequence INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, content BLOB NOT NULL)");
            Execute(connection, "CREATE INDEX IF NOT EXISTS changes_of ON changes (collection, sequence)");
            return new Store(connection);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new EngineException($"{file} cannot be opened: {error.Message}", error);
        }
    }

    /// <summary>Reads all records of a kind, in the order of their keys. Only before the first commit.</summary>
    public IReadOnlyList<T> Read<T>(string kind, MessageParser<T> parser)
        where T : IMessage<T>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT content FROM records WHERE kind = $kind ORDER BY key";
        command.Parameters.AddWithValue("$kind", kind);
        using var reader = command.ExecuteReader();
        var records = new List<T>();
        while (reader.Read())
        {
            records.Add(parser.ParseFrom(reader.GetFieldValue<byte[]>(0)));
        }

        return records;
    }

    /// <summary>Reads a collection's changes in the order they were made. Only before the first commit.</summary>
    public IEnumerable<ChangeRecord> ReadChanges(long collection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT content FROM changes WHERE collection = $collection ORDER BY sequence";
        command.Parameters.AddWithValue("$collection", collection);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return ChangeRecord.Parser.ParseFrom(reader.GetFieldValue<byte[]>(0));
        }
    }

    /// <summary>Writes, all of it or nothing, and returns when it is on the disk.</summary>
    /// <param name="work">What to write; runs on the writer's thread.</param>
    /// <exception cref="CallException">It cannot be written.</exception>
    public async Task CommitAsync(Action<StoreTransaction> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await waiting.Writer.WriteAsync((work, done)).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw CallException.Unexpected("the server is stopping");
        }

        await done.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await writing.ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private async Task WriteAsync()
    {
        var together = new List<(Action<StoreTransaction> Work, TaskCompletionSource Done)>();
        while (await waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            together.Clear();
            while (together.Count < MostInOneFlush && waiting.Reader.TryRead(out var next))
            {
                together.Add(next);
            }

            var failure = TryWrite(together.Select(item => item.Work));
            foreach (var (work, done) in together)
            {
                // One that cannot be written must not take the others with it.
                var own = failure is not null && together.Count > 1 ? TryWrite([work]) : failure;
                if (own is null)
                {
                    done.SetResult();
                }
                else
                {
                    done.SetException(own);
                }
            }
        }
    }

    private CallException? TryWrite(IEnumerable<Action<StoreTransaction>> works)
    {
        try
        {
            using var transaction = connection.BeginTransaction();
            var store = new StoreTransaction(connection, transaction);
            foreach (var work in works)
            {
                work(store);
            }

            transaction.Commit();
            return null;
        }
        catch (SqliteException error)
        {
            return CallException.Unexpected($"the write cannot be stored: {error.Message}");
        }
    }
}
