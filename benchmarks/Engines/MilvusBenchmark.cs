using System.Globalization;
using Lab.Engines.Testing;
using Lab.Hosting.Clients.Milvus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.Benchmarks.Engines;

/// <summary>The Milvus emulator, which searches exactly, beside Milvus with HNSW: time and recall of searches for the ten nearest.</summary>
internal sealed class MilvusBenchmark(TimeProvider time) : IEngineBenchmark
{
    private const int Dimension = 128;
    private const int Nearest = 10;
    private const int Batch = 5_000;
    private const int Queries = 200;
    private const int Runs = 5;
    private const string Against = "Milvus 2.3.5 with HNSW (M 16, efConstruction 200, ef 200)";

    /// <inheritdoc/>
    public string Name => "milvus";

    /// <inheritdoc/>
    public async Task RunAsync(BenchmarkSize size, MeasureWriter measures, TextWriter progress, CancellationToken cancellationToken)
    {
        using var home = new EngineHome();
        var start = new EngineStart(EngineFiles.Program("Milvus"), home.Path, "milvus") { User = "root", Password = "benchmark" };
        await using var engine = EngineProcess.Run(start);
        await engine.WaitForLineAsync("ready to accept connections", cancellationToken);
        await using var peer = await Peer.StartAsync("milvus", "LAB_PEER_MILVUS", cancellationToken);
        using var services = Connect($"Endpoint=https://localhost:{start.Port};Key=root:benchmark", home.AuthorityFile, peer?.Values["LAB_PEER_MILVUS"]);
        if (peer is null)
        {
            await progress.WriteLineAsync(Peer.HowTo("milvus", "LAB_PEER_MILVUS"));
        }

        var vectors = Vectors(size == BenchmarkSize.Full ? 100_000 : 20_000, seed: 1);
        var wanted = Vectors(Queries, seed: 2);
        var truth = wanted.Select(query => Truth(vectors, query)).ToList();
        var own = await PrepareAsync(services.GetRequiredKeyedService<MilvusClient>("own"), vectors, cancellationToken);
        var other = peer is null ? null : await PrepareAsync(services.GetRequiredKeyedService<MilvusClient>("peer"), vectors, cancellationToken);
        await progress.WriteLineAsync($"{vectors.Length} vectors of {Dimension} are there");

        List<double> mine = [], theirs = [], recall = [], peerRecall = [];
        for (var run = 0; run <= Runs; run++)
        {
            var (median, found) = await SearchAsync(own, wanted, truth, cancellationToken);
            var (otherMedian, otherFound) = other is null ? (0, 0) : await SearchAsync(other, wanted, truth, cancellationToken);
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"search {run}: {median:F2} ms, recall {found:F4}; peer {otherMedian:F2} ms, recall {otherFound:F4}"));
            // The first run warms both sides up.
            if (run > 0)
            {
                mine.Add(median);
                theirs.Add(otherMedian);
                recall.Add(found);
                peerRecall.Add(otherFound);
            }
        }

        measures.Write(other is null ? Measure.Of("milvus-search", mine, "milliseconds") : Measure.Compared("milvus-search", mine, theirs, "milliseconds", Against, moreIsBetter: false));
        measures.Write(other is null ? Measure.Of("milvus-recall", recall, "recall@10") : Measure.Compared("milvus-recall", recall, peerRecall, "recall@10", Against, moreIsBetter: true));
        if (other is not null)
        {
            await other.DropAsync(cancellationToken);
        }
    }

    private static ServiceProvider Connect(string own, string authority, string? peer)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("ConnectionStrings:own", (string?)own), KeyValuePair.Create("ConnectionStrings:peer", peer)]);
        builder.AddKeyedMilvusClient("own", settings => settings.CertificateAuthority = authority);
        builder.AddKeyedMilvusClient("peer", settings => settings.AttemptTimeout = TimeSpan.FromMinutes(5));
        return builder.Services.BuildServiceProvider();
    }

    // Around centres, as embeddings lie: nothing is near anything among vectors that lie anywhere.
    private static float[][] Vectors(int count, int seed)
    {
        var centres = new Random(0);
        var middle = Enumerable.Range(0, 100).Select(_ => Enumerable.Range(0, Dimension).Select(_ => (float)(centres.NextDouble() - 0.5)).ToArray()).ToArray();
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var centre = middle[random.Next(middle.Length)];
            return centre.Select(component => component + (float)((random.NextDouble() - 0.5) * 0.6)).ToArray();
        })];
    }

    private static HashSet<long> Truth(float[][] vectors, float[] query) =>
    [
        .. vectors.Select((vector, id) => (Distance: vector.Zip(query, (a, b) => ((double)a - b) * ((double)a - b)).Sum(), Id: (long)id)).OrderBy(row => row.Distance).Take(Nearest).Select(row => row.Id),
    ];

    private static async Task<MilvusCollection> PrepareAsync(MilvusClient client, float[][] vectors, CancellationToken cancellationToken)
    {
        var schema = new MilvusSchema([new MilvusField("id", MilvusDataType.Int64) { IsPrimaryKey = true }, new MilvusField("v", MilvusDataType.FloatVector) { Dimension = Dimension }]);
        var collection = await client.CreateCollectionAsync($"benchmark{Guid.NewGuid():n}", schema, cancellationToken);
        for (var from = 0; from < vectors.Length; from += Batch)
        {
            var batch = vectors.Skip(from).Take(Batch).ToList();
            await collection.InsertAsync([MilvusColumn.Int64("id", [.. Enumerable.Range(from, batch.Count).Select(id => (long)id)]), MilvusColumn.FloatVector("v", batch)], cancellationToken: cancellationToken);
        }

        await collection.FlushAsync(cancellationToken);
        await collection.CreateIndexAsync("v", new MilvusIndex("HNSW") { Metric = MilvusMetric.L2, Parameters = new Dictionary<string, long> { ["M"] = 16, ["efConstruction"] = 200 } }, cancellationToken);
        while ((await collection.DescribeIndexesAsync(cancellationToken))[0].IndexedRows < vectors.Length)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }

        await collection.LoadAsync(cancellationToken);
        return collection;
    }

    private async Task<(double Median, double Recall)> SearchAsync(MilvusCollection collection, float[][] wanted, List<HashSet<long>> truth, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        var found = 0;
        for (var i = 0; i < wanted.Length; i++)
        {
            var search = new MilvusSearch("v", [wanted[i]], Nearest) { Consistency = MilvusConsistency.Eventual, Parameters = new Dictionary<string, long> { ["ef"] = 200 } };
            var started = time.GetTimestamp();
            var hits = (await collection.SearchAsync(search, cancellationToken))[0];
            times.Add(time.GetElapsedTime(started).TotalMilliseconds);
            found += hits.Count(hit => truth[i].Contains((long)hit.Key));
        }

        times.Sort();
        return (times[times.Count / 2], found / (double)(wanted.Length * Nearest));
    }
}
