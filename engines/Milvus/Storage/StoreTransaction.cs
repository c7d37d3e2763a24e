using Google.Protobuf;
using Microsoft.Data.Sqlite;

namespace Lab.Engines.Milvus.Storage;

/// <summary>One write to the store.</summary>
internal sealed class StoreTransaction(SqliteConnection connection, SqliteTransaction transaction)
{
    public void Put(string kind, string key, IMessage content) =>
        Run("INSERT INTO records (kind, key, content) VALUES ($kind, $key, $content) ON CONFLICT (kind, key) DO UPDATE SET content = excluded.content", ("$kind", kind), ("$key", key), ("$content", content.ToByteArray()));

    public void Remove(string kind, string key) =>
        Run("DELETE FROM records WHERE kind = $kind AND key = $key", ("$kind", kind), ("$key", key));

    public void Append(long collection, ChangeRecord change) => Append(collection, change.ToByteArray());

    public void Append(long collection, byte[] change) =>
        Run("INSERT INTO changes (collection, content) VALUES ($collection, $content)", ("$collection", collection), ("$content", change));

    public void RemoveChanges(long collection) =>
        Run("DELETE FROM changes WHERE collection = $collection", ("$collection", collection));

    private void Run(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
