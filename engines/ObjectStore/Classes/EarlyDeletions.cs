using Lab.Engines.ObjectStore.Storage;
using Microsoft.Data.Sqlite;

namespace Lab.Engines.ObjectStore.Classes;

/// <summary>Remembers what was deleted before its class's minimum: it is charged until then.</summary>
internal static class EarlyDeletions
{
    public static void Note(SqliteConnection connection, ObjectVersion version, DateTimeOffset now)
    {
        if (!version.IsDeleteMarker && now < version.Modified.AddDays(StorageClasses.MinimumDaysOf(version.StorageClass)))
        {
            connection.Execute(
                "INSERT INTO early_deletion (bucket, class, size, stored, deleted) VALUES ($bucket, $class, $size, $stored, $deleted)",
                ("bucket", version.Bucket), ("class", version.StorageClass), ("size", version.Size),
                ("stored", version.Modified.ToUnixTimeMilliseconds()), ("deleted", now.ToUnixTimeMilliseconds()));
        }
    }
}
