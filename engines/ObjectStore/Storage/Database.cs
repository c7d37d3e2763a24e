using Microsoft.Data.Sqlite;

namespace Lab.Engines.ObjectStore.Storage;

/// <summary>The SQLite database of what there is. A commit is on the disk before it returns; readers do not wait for writers.</summary>
internal sealed class Database : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS bucket (name TEXT PRIMARY KEY, info TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS version (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            bucket TEXT NOT NULL REFERENCES bucket (name),
            key TEXT NOT NULL,
            version TEXT NOT NULL,
            latest INTEGER NOT NULL,
            marker INTEGER NOT NULL,
            info TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS version_of_key ON version (bucket, key, id DESC);
        CREATE UNIQUE INDEX IF NOT EXISTS version_latest ON version (bucket, key) WHERE latest = 1;
        CREATE TABLE IF NOT EXISTS upload (id TEXT PRIMARY KEY, bucket TEXT NOT NULL REFERENCES bucket (name), key TEXT NOT NULL, started INTEGER NOT NULL, info TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS part (upload TEXT NOT NULL REFERENCES upload (id) ON DELETE CASCADE, number INTEGER NOT NULL, info TEXT NOT NULL, PRIMARY KEY (upload, number)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS early_deletion (id INTEGER PRIMARY KEY, bucket TEXT NOT NULL, class TEXT NOT NULL, size INTEGER NOT NULL, stored INTEGER NOT NULL, deleted INTEGER NOT NULL);
        """;

    private readonly string connectionString;
    private readonly SqliteConnection writer;
    private readonly SemaphoreSlim writing = new(1, 1);

    public Database(string file)
    {
        connectionString = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 }.ConnectionString;
        writer = Connect();
        Execute(writer, "PRAGMA journal_mode = WAL");
        Execute(writer, "PRAGMA synchronous = FULL");
        Execute(writer, Schema);
    }

    /// <summary>Runs reads on a consistent view of one moment.</summary>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: true);
        return read(connection);
    }

    /// <summary>Runs changes alone, all or none of them.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var transaction = writer.BeginTransaction();
            var result = write(writer);
            transaction.Commit();
            return result;
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        writing.Dispose();
        SqliteConnection.ClearAllPools();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
