using System.Globalization;
using Lab.Engines.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Lab.Benchmarks.Engines;

/// <summary>The MongoDB emulator beside FerretDB on SQLite: inserts in batches, and finds by _id and by an indexed field.</summary>
internal sealed class MongoDBBenchmark(TimeProvider time) : IEngineBenchmark
{
    private const int Batch = 1_000;
    private const int Finds = 500;
    private const int PeerFinds = 5;
    private const string Against = "FerretDB 1.24.2 on SQLite";

    /// <inheritdoc/>
    public string Name => "mongodb";

    /// <inheritdoc/>
    public async Task RunAsync(BenchmarkSize size, MeasureWriter measures, TextWriter progress, CancellationToken cancellationToken)
    {
        using var home = new EngineHome();
        var start = new EngineStart(EngineFiles.Program("MongoDB"), home.Path, "mongodb") { User = "admin", Password = "benchmark" };
        await using var engine = EngineProcess.Run(start);
        await engine.WaitForLineAsync("ready to accept connections", cancellationToken);
        var settings = MongoClientSettings.FromConnectionString($"mongodb://admin:benchmark@localhost:{start.Port}/?authSource=admin&tls=true");
        // The certificate is that of a throw-away authority, made a moment ago.
        settings.AllowInsecureTls = true;
        using var own = new MongoClient(settings);

        await using var peer = await Peer.StartAsync("mongodb", "LAB_PEER_MONGODB", cancellationToken);
        using var other = peer is null ? null : new MongoClient(peer.Values["LAB_PEER_MONGODB"] + "?retryWrites=false");
        if (other is null)
        {
            await progress.WriteLineAsync(Peer.HowTo("mongodb", "LAB_PEER_MONGODB"));
        }

        await InsertsAsync(own, other, size == BenchmarkSize.Full ? 100_000 : 20_000, size == BenchmarkSize.Full ? 5 : 3, measures, progress, cancellationToken);
        await FindsAsync(own, other, size == BenchmarkSize.Full ? 1_000_000 : 100_000, measures, progress, cancellationToken);
    }

    private async Task InsertsAsync(
        MongoClient own, MongoClient? other, int documents, int runs, MeasureWriter measures, TextWriter progress, CancellationToken cancellationToken)
    {
        List<double> mine = [], theirs = [];
        for (var run = 0; run <= runs; run++)
        {
            var rate = await InsertAsync(own, $"run{run}", documents, cancellationToken);
            var otherRate = other is null ? 0 : await InsertAsync(other, $"run{run}", documents, cancellationToken);
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"insert {run}: {rate:F0}/s, peer {otherRate:F0}/s"));
            // The first run warms both sides up.
            if (run > 0)
            {
                mine.Add(rate);
                theirs.Add(otherRate);
            }
        }

        measures.Write(other is null ? Measure.Of("mongodb-insert", mine, "documents/s") : Measure.Compared("mongodb-insert", mine, theirs, "documents/s", Against, moreIsBetter: true));
    }

    private async Task<double> InsertAsync(MongoClient client, string name, int documents, CancellationToken cancellationToken)
    {
        var collection = client.GetDatabase("benchmark").GetCollection<BsonDocument>(name);
        var started = time.GetTimestamp();
        await FillAsync(collection, 0, documents, cancellationToken);
        return documents / time.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task FillAsync(IMongoCollection<BsonDocument> collection, int from, int to, CancellationToken cancellationToken)
    {
        for (var i = from; i < to; i += Batch)
        {
            await collection.InsertManyAsync(Enumerable.Range(i, Math.Min(Batch, to - i)).Select(Small), cancellationToken: cancellationToken);
        }
    }

    private static BsonDocument Small(int i) => new()
    {
        { "_id", Id(i) },
        { "target", 39_000_000_000L + i },
        { "ra", i * 0.37 % 360 },
        { "dec", (i * 0.11 % 180) - 90 },
        { "kind", i % 3 == 0 ? "void" : "galaxy" },
    };

    // FerretDB uses its index for strings and object ids alone.
    private static string Id(int i) => i.ToString("D12", CultureInfo.InvariantCulture);

    private async Task FindsAsync(
        MongoClient own, MongoClient? other, int many, MeasureWriter measures, TextWriter progress, CancellationToken cancellationToken)
    {
        const int Few = 10_000;
        var few = await PrepareAsync(own, "few", Few, cancellationToken);
        var lots = await PrepareAsync(own, "many", many, cancellationToken);
        var peer = other is null ? null : await PrepareAsync(other, "few", Few, cancellationToken);
        await progress.WriteLineAsync($"find: {Few} and {many} documents are there");
        foreach (var field in (string[])["id", "field"])
        {
            List<double> small = [], large = [], theirs = [];
            for (var run = 0; run < 6; run++)
            {
                small.Add(await FindAsync(few, Few, field, Finds, cancellationToken));
                large.Add(await FindAsync(lots, many, field, Finds, cancellationToken));
                theirs.Add(peer is null ? 0 : await FindAsync(peer, Few, field, PeerFinds, cancellationToken));
                await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"find by {field} {run}: {small[^1]:F0} µs, among many {large[^1]:F0} µs, peer {theirs[^1]:F0} µs"));
            }

            List<double>[] all = [small, large, theirs];
            Array.ForEach(all, values => values.RemoveAt(0));
            measures.Write(peer is null ? Measure.Of($"mongodb-find-{field}", small, "microseconds") : Measure.Compared($"mongodb-find-{field}", small, theirs, "microseconds", Against, moreIsBetter: false));
            measures.Write(Measure.Of($"mongodb-find-{field}-growth", [.. large.Zip(small, (l, s) => l / s)], "times"));
        }
    }

    private static async Task<IMongoCollection<BsonDocument>> PrepareAsync(MongoClient client, string name, int documents, CancellationToken cancellationToken)
    {
        var collection = client.GetDatabase("benchmark").GetCollection<BsonDocument>(name);
        await collection.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(new BsonDocument("target", 1)), cancellationToken: cancellationToken);
        await FillAsync(collection, 0, documents, cancellationToken);
        return collection;
    }

    private async Task<double> FindAsync(IMongoCollection<BsonDocument> collection, int documents, string field, int finds, CancellationToken cancellationToken)
    {
        // The same sequence of pseudo-random documents in each run.
        var next = 1L;
        var started = time.GetTimestamp();
        for (var i = 0; i < finds; i++)
        {
            next = ((next * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407) & long.MaxValue;
            var wanted = (int)((next >> 20) % documents);
            var filter = field == "id" ? new BsonDocument("_id", Id(wanted)) : new BsonDocument("target", 39_000_000_000L + wanted);
            _ = await collection.Find(filter).SingleAsync(cancellationToken);
        }

        return time.GetElapsedTime(started).TotalMicroseconds / finds;
    }
}
