using System.Text.Json;
using Lab.Engines.ObjectStore.Http;
using Microsoft.Data.Sqlite;

namespace Lab.Engines.ObjectStore.Storage;

/// <summary>The versions of objects. Rows are numbered in the order of their writing: the highest of a key is its latest.</summary>
internal sealed class VersionStore(Database database)
{
    public const string Columns = "id, bucket, key, latest, info";

    /// <summary>The latest version, or the one that is named.</summary>
    /// <exception cref="S3Exception">There is none; a delete marker answers as S3 does.</exception>
    public ObjectVersion Get(string bucket, string key, string? version) => database.Read(c =>
    {
        BucketStore.Get(c, bucket);
        var found = Find(c, bucket, key, version);
        if (found is null)
        {
            throw version is null ? S3Exception.NoSuchKey(key) : S3Exception.NoSuchVersion(version);
        }

        if (!found.IsDeleteMarker)
        {
            return found;
        }

        var gone = version is null ? S3Exception.NoSuchKey(key) : new S3Exception(405, "MethodNotAllowed", "The specified method is not allowed against this resource: it is a delete marker.");
        gone.Headers["x-amz-delete-marker"] = "true";
        gone.Headers["x-amz-version-id"] = found.VersionId;
        throw gone;
    });

    public static ObjectVersion? Find(SqliteConnection connection, string bucket, string key, string? version) => version is null
        ? connection.Rows(Read, $"SELECT {Columns} FROM version WHERE bucket = $bucket AND key = $key AND latest = 1", ("bucket", bucket), ("key", key)).FirstOrDefault()
        : connection.Rows(Read, $"SELECT {Columns} FROM version WHERE bucket = $bucket AND key = $key AND version = $version", ("bucket", bucket), ("key", key), ("version", version)).FirstOrDefault();

    /// <summary>Makes a version the latest of its key, in the place of the null version where the bucket keeps no others.</summary>
    /// <returns>What it replaced, whose files nothing refers to any more.</returns>
    public static IReadOnlyList<ObjectVersion> Add(SqliteConnection connection, ObjectVersion version)
    {
        var replaced = version.VersionId == ObjectVersion.NullVersion && Find(connection, version.Bucket, version.Key, ObjectVersion.NullVersion) is { } old ? new[] { old } : [];
        foreach (var one in replaced)
        {
            connection.Execute("DELETE FROM version WHERE id = $id", ("id", one.Id));
        }

        connection.Execute("UPDATE version SET latest = 0 WHERE bucket = $bucket AND key = $key AND latest = 1", ("bucket", version.Bucket), ("key", version.Key));
        connection.Execute(
            "INSERT INTO version (bucket, key, version, latest, marker, info) VALUES ($bucket, $key, $version, 1, $marker, $info)",
            ("bucket", version.Bucket), ("key", version.Key), ("version", version.VersionId), ("marker", version.IsDeleteMarker), ("info", Write(version)));
        return replaced;
    }

    /// <summary>Removes a version for good; the one before it becomes the latest.</summary>
    public static void Remove(SqliteConnection connection, ObjectVersion version)
    {
        connection.Execute("DELETE FROM version WHERE id = $id", ("id", version.Id));
        if (version.IsLatest)
        {
            connection.Execute(
                "UPDATE version SET latest = 1 WHERE id = (SELECT max(id) FROM version WHERE bucket = $bucket AND key = $key)",
                ("bucket", version.Bucket), ("key", version.Key));
        }
    }

    public static void Update(SqliteConnection connection, ObjectVersion version) =>
        connection.Execute("UPDATE version SET info = $info WHERE id = $id", ("id", version.Id), ("info", Write(version)));

    /// <summary>Changes a version that is there, alone.</summary>
    public Task<ObjectVersion> ChangeAsync(string bucket, string key, string? version, Func<ObjectVersion, ObjectVersion> change, CancellationToken cancellationToken) => database.WriteAsync(
        c =>
        {
            BucketStore.Get(c, bucket);
            var found = Find(c, bucket, key, version) is { IsDeleteMarker: false } one ? one : throw (version is null ? S3Exception.NoSuchKey(key) : S3Exception.NoSuchVersion(version));
            var changed = change(found);
            Update(c, changed);
            return changed;
        },
        cancellationToken);

    /// <summary>Keys from a place on, in the order of their bytes.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="from">The first key that may come.</param>
    /// <param name="exclusive">Whether <paramref name="from"/> itself is left out.</param>
    /// <param name="before">The first key that may not come; <see langword="null"/> for none.</param>
    /// <param name="versions">Whether all versions and delete markers come, newest first, or only what is there now.</param>
    /// <param name="beforeId">Of the key <paramref name="from"/>, only versions older than this one.</param>
    /// <param name="most">How many.</param>
    public List<ObjectVersion> Page(string bucket, string from, bool exclusive, string? before, bool versions, long? beforeId, int most) => database.Read(c => c.Rows(
        Read,
        $"SELECT {Columns} FROM version WHERE bucket = $bucket AND (key > $from OR (key = $from AND ({(beforeId is null ? "NOT $exclusive" : "id < $beforeId")})))"
        + (before is null ? "" : " AND key < $before") + (versions ? "" : " AND latest = 1 AND NOT marker") + " ORDER BY key, id DESC LIMIT $most",
        ("bucket", bucket), ("from", from), ("exclusive", exclusive), ("before", before), ("beforeId", beforeId), ("most", most)));

    /// <summary>All versions and delete markers of a bucket, in the order of their writing.</summary>
    public List<ObjectVersion> OfBucket(string bucket) => database.Read(c => c.Rows(Read, $"SELECT {Columns} FROM version WHERE bucket = $bucket ORDER BY id", ("bucket", bucket)));

    public List<ObjectVersion> All() => database.Read(c => c.Rows(Read, $"SELECT {Columns} FROM version ORDER BY id"));

    public static ObjectVersion Read(SqliteDataReader row) => JsonSerializer.Deserialize(row.GetString(4), StoreJson.Default.ObjectVersion)! with
    {
        Id = row.GetInt64(0),
        Bucket = row.GetString(1),
        Key = row.GetString(2),
        IsLatest = row.GetBoolean(3),
    };

    private static string Write(ObjectVersion version) => JsonSerializer.Serialize(version, StoreJson.Default.ObjectVersion);
}
