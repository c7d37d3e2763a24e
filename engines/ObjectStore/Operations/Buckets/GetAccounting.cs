using System.Text.Json.Nodes;
using Lab.Engines.ObjectStore.Classes;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>
/// What a bucket is charged for, per storage class, as JSON: this server's own <c>GET /BUCKET?lab-accounting</c>. What was deleted before its
/// class's minimum (90 days in GLACIER) counts until those days are over.
/// </summary>
internal sealed class GetAccounting(Store store) : IS3Operation
{
    public Route Route { get; } = new("GET", Level.Bucket, "lab-accounting");

    public Task RunAsync(S3Request request)
    {
        store.Buckets.Get(request.Bucket);
        var now = store.Now.ToUnixTimeMilliseconds();
        var stored = store.Versions.OfBucket(request.Bucket).Where(v => !v.IsDeleteMarker).ToLookup(v => v.StorageClass);
        var early = store.Database.Read(c => c.Rows(
                row => (Class: row.GetString(0), Size: row.GetInt64(1), Stored: row.GetInt64(2), Deleted: row.GetInt64(3)),
                "SELECT class, size, stored, deleted FROM early_deletion WHERE bucket = $bucket",
                ("bucket", request.Bucket)))
            .Where(d => now < d.Stored + TimeSpan.FromDays(StorageClasses.MinimumDaysOf(d.Class)).TotalMilliseconds).ToLookup(d => d.Class);
        var classes = stored.Select(g => g.Key).Union(early.Select(g => g.Key)).Order(StringComparer.Ordinal).Select(name => (JsonNode)new JsonObject
        {
            ["storageClass"] = name,
            ["minimumDays"] = StorageClasses.MinimumDaysOf(name),
            ["objects"] = stored[name].Count(),
            ["bytes"] = stored[name].Sum(v => v.Size),
            ["restoredBytes"] = stored[name].Where(v => v.RestoreReady is not null && store.Archive.IsReadable(v)).Sum(v => v.Size),
            ["deletedEarlyObjects"] = early[name].Count(),
            ["deletedEarlyBytes"] = early[name].Sum(d => d.Size),
            ["chargedBytes"] = stored[name].Sum(v => v.Size) + early[name].Sum(d => d.Size),
        });
        var json = System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["bucket"] = request.Bucket, ["classes"] = new JsonArray([.. classes]) }.ToJsonString());
        request.Response.ContentType = "application/json";
        request.Response.ContentLength = json.Length;
        return request.Response.Body.WriteAsync(json, request.Cancelled).AsTask();
    }
}
