using System.Text.Json;
using Lab.Engines.ObjectStore.Http;
using Microsoft.Data.Sqlite;

namespace Lab.Engines.ObjectStore.Storage;

/// <summary>Multipart uploads that are under way, and their parts.</summary>
internal sealed class UploadStore(Database database)
{
    public Task<int> StartAsync(Upload upload, CancellationToken cancellationToken) => database.WriteAsync(
        c =>
        {
            BucketStore.Get(c, upload.Bucket);
            return c.Execute(
                "INSERT INTO upload (id, bucket, key, started, info) VALUES ($id, $bucket, $key, $started, $info)",
                ("id", upload.Id), ("bucket", upload.Bucket), ("key", upload.Key), ("started", upload.Started.ToUnixTimeMilliseconds()),
                ("info", JsonSerializer.Serialize(upload.Template, StoreJson.Default.ObjectVersion)));
        },
        cancellationToken);

    /// <exception cref="S3Exception">It is not under way for that key.</exception>
    public Upload Get(string bucket, string key, string id) => database.Read(c => Get(c, bucket, key, id));

    public static Upload Get(SqliteConnection connection, string bucket, string key, string id)
    {
        BucketStore.Get(connection, bucket);
        return connection.Rows(Read, "SELECT id, bucket, key, started, info FROM upload WHERE id = $id AND bucket = $bucket AND key = $key", ("id", id), ("bucket", bucket), ("key", key)) is [var upload]
            ? upload
            : throw S3Exception.NoSuchUpload(id);
    }

    public List<Upload> List(string? bucket) => database.Read(c => c.Rows(
        Read, "SELECT id, bucket, key, started, info FROM upload WHERE $bucket IS NULL OR bucket = $bucket ORDER BY key, started", ("bucket", bucket)));

    public List<Part> Parts(string upload) => database.Read(c => Parts(c, upload));

    public static List<Part> Parts(SqliteConnection connection, string upload) => connection.Rows(
        row => JsonSerializer.Deserialize(row.GetString(0), StoreJson.Default.Part)!, "SELECT info FROM part WHERE upload = $upload ORDER BY number", ("upload", upload));

    /// <summary>Stores a part, in the place of one with the same number.</summary>
    /// <returns>The part that it replaced.</returns>
    public Task<Part?> AddPartAsync(Upload upload, Part part, CancellationToken cancellationToken) => database.WriteAsync(
        c =>
        {
            Get(c, upload.Bucket, upload.Key, upload.Id);
            var old = Parts(c, upload.Id).FirstOrDefault(p => p.Number == part.Number);
            c.Execute(
                "INSERT INTO part (upload, number, info) VALUES ($upload, $number, $info) ON CONFLICT DO UPDATE SET info = excluded.info",
                ("upload", upload.Id), ("number", part.Number), ("info", JsonSerializer.Serialize(part, StoreJson.Default.Part)));
            return old;
        },
        cancellationToken);

    public static void Remove(SqliteConnection connection, string id) => connection.Execute("DELETE FROM upload WHERE id = $id", ("id", id));

    /// <summary>Ends an upload without an object.</summary>
    /// <returns>Its parts, which nothing refers to any more.</returns>
    public Task<List<Part>> AbortAsync(Upload upload, CancellationToken cancellationToken) => database.WriteAsync(
        c =>
        {
            Get(c, upload.Bucket, upload.Key, upload.Id);
            var parts = Parts(c, upload.Id);
            Remove(c, upload.Id);
            return parts;
        },
        cancellationToken);

    private static Upload Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
        JsonSerializer.Deserialize(row.GetString(4), StoreJson.Default.ObjectVersion)!);
}
