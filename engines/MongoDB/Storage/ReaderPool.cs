using System.Collections.Concurrent;
using Lab.Engines.MongoDB.Storage.Sqlite;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>Connections that read. A few are kept open; so many as transactions and scans need at one time are made.</summary>
internal sealed class ReaderPool(string path) : IDisposable
{
    private const int Kept = 8;
    private const int CacheKibibytes = 4 << 10;

    private readonly ConcurrentBag<SqliteConnection> _idle = [];

    public SqliteConnection Take() => _idle.TryTake(out var connection) ? connection : SqliteConnection.Open(path, readOnly: true, CacheKibibytes);

    public void Return(SqliteConnection connection)
    {
        if (_idle.Count < Kept)
        {
            _idle.Add(connection);
        }
        else
        {
            connection.Dispose();
        }
    }

    /// <summary>Reads with a connection of the pool.</summary>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        var connection = Take();
        try
        {
            return read(connection);
        }
        finally
        {
            Return(connection);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }
}
