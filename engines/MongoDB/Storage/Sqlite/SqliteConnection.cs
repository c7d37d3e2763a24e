using SQLitePCL;

namespace Lab.Engines.MongoDB.Storage.Sqlite;

/// <summary>One connection to the data file, with its prepared statements. To be used by one thread at a time.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private const int BusyMilliseconds = 10_000;
    private const int MaxStatements = 512;

    private readonly sqlite3 _database;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    private SqliteConnection(sqlite3 database) => _database = database;

    /// <summary>The row id of the last insert.</summary>
    public long LastRow => raw.sqlite3_last_insert_rowid(_database);

    /// <param name="path">The data file, made where it does not exist.</param>
    /// <param name="readOnly">Whether the connection only reads.</param>
    /// <param name="cacheKibibytes">The memory for its page cache.</param>
    /// <exception cref="SqliteException">The file cannot be opened, or is no data file.</exception>
    public static SqliteConnection Open(string path, bool readOnly, int cacheKibibytes)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var result = raw.sqlite3_open_v2(path, out var database, flags, null);
        var connection = new SqliteConnection(database);
        if (result != raw.SQLITE_OK)
        {
            var message = raw.sqlite3_errmsg(database).utf8_to_string();
            connection.Dispose();
            throw new SqliteException(result & 0xFF, message);
        }

        _ = raw.sqlite3_busy_timeout(database, BusyMilliseconds);
        connection.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA cache_size=-{cacheKibibytes}"));
        return connection;
    }

    /// <summary>Runs a statement that is not prepared for reuse.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_database, sql));

    /// <summary>A prepared statement, reset and free of values. It is the caller's until it asks for the same text again.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement))
        {
            statement.Reset();
            return statement;
        }

        if (_statements.Count >= MaxStatements)
        {
            DropStatements();
        }

        Check(raw.sqlite3_prepare_v2(_database, sql, out var handle));
        statement = new SqliteStatement(this, handle);
        _statements.Add(sql, statement);
        return statement;
    }

    public void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw new SqliteException(result & 0xFF, raw.sqlite3_errmsg(_database).utf8_to_string());
        }
    }

    public void Dispose()
    {
        DropStatements();
        _database.Dispose();
    }

    private void DropStatements()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
    }
}
