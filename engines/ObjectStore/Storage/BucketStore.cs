using System.Text.Json;
using Lab.Engines.ObjectStore.Http;
using Microsoft.Data.Sqlite;

namespace Lab.Engines.ObjectStore.Storage;

/// <summary>The buckets.</summary>
internal sealed class BucketStore(Database database)
{
    public List<Bucket> List() => database.Read(c => c.Rows(Read, "SELECT info FROM bucket ORDER BY name"));

    /// <exception cref="S3Exception">There is no such bucket.</exception>
    public Bucket Get(string name) => database.Read(c => Get(c, name));

    public static Bucket Get(SqliteConnection connection, string name) =>
        connection.Rows(Read, "SELECT info FROM bucket WHERE name = $name", ("name", name)) is [var bucket] ? bucket : throw S3Exception.NoSuchBucket(name);

    /// <exception cref="S3Exception">There is one of that name.</exception>
    public Task<int> CreateAsync(Bucket bucket, CancellationToken cancellationToken) => database.WriteAsync(
        c => c.Execute("INSERT INTO bucket (name, info) VALUES ($name, $info) ON CONFLICT DO NOTHING", ("name", bucket.Name), ("info", Write(bucket))) == 1
            ? 1
            : throw new S3Exception(409, "BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it."),
        cancellationToken);

    public Task<int> UpdateAsync(string name, Func<Bucket, Bucket> change, CancellationToken cancellationToken) => database.WriteAsync(
        c => c.Execute("UPDATE bucket SET info = $info WHERE name = $name", ("name", name), ("info", Write(change(Get(c, name))))),
        cancellationToken);

    /// <exception cref="S3Exception">It does not exist, or is not empty.</exception>
    public Task<int> DeleteAsync(string name, CancellationToken cancellationToken) => database.WriteAsync(
        c =>
        {
            Get(c, name);
            if (c.Number("SELECT EXISTS (SELECT 1 FROM version WHERE bucket = $name) OR EXISTS (SELECT 1 FROM upload WHERE bucket = $name)", ("name", name)) != 0)
            {
                throw new S3Exception(409, "BucketNotEmpty", "The bucket you tried to delete is not empty: it has objects, versions or uploads.");
            }

            return c.Execute("DELETE FROM bucket WHERE name = $name", ("name", name));
        },
        cancellationToken);

    private static Bucket Read(SqliteDataReader row) => JsonSerializer.Deserialize(row.GetString(0), StoreJson.Default.Bucket)!;

    private static string Write(Bucket bucket) => JsonSerializer.Serialize(bucket, StoreJson.Default.Bucket);
}
