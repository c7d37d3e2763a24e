using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Sqlite;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Sessions;

/// <summary>The answer to a session's last write, stored with the write itself, so that the same write sent again does nothing a second time.</summary>
internal sealed class RetryRecord(SqliteConnection connection, byte[] session)
{
    /// <summary>The answer given under a number, or null when that is new.</summary>
    /// <exception cref="CommandException">TransactionTooOld: a later one was used.</exception>
    public BsonDocument? Find(long number)
    {
        var statement = connection.Prepare("SELECT number, reply FROM retries WHERE session = ?1").Bind(1, session);
        var known = statement.Step() ? statement.Integer(0) : -1;
        var reply = known == number ? BsonBytes.Read(statement.Bytes(1).ToArray()) : null;
        statement.Reset();
        return number < known
            ? throw new CommandException(ErrorCode.TransactionTooOld, $"Retryable write with txnNumber {number} is prohibited on session because a newer retryable write with txnNumber {known} has already started on this session.")
            : reply;
    }

    public void Save(long number, BsonDocument reply, DateTimeOffset at) =>
        connection.Prepare("INSERT OR REPLACE INTO retries (session, number, reply, at) VALUES (?1, ?2, ?3, ?4)")
            .Bind(1, session).Bind(2, number).Bind(3, BsonBytes.Write(reply)).Bind(4, at.ToUnixTimeSeconds()).Run();

    /// <summary>Forgets what is older than a session can be.</summary>
    public static void Expire(SqliteConnection connection, DateTimeOffset before) =>
        connection.Prepare("DELETE FROM retries WHERE at < ?1").Bind(1, before.ToUnixTimeSeconds()).Run();
}
