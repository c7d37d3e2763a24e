using System.Diagnostics;
using Lab.Engines.Milvus.Tests.Targets;
using Lab.Engines.Testing;
using Lab.Hosting.Clients.Milvus;

namespace Lab.Engines.Milvus.Tests.Robustness;

public sealed class DurabilityTests : IDisposable
{
    private const int Kills = 50;

    private static readonly MilvusSchema Schema = new([new MilvusField("id", MilvusDataType.Int64) { IsPrimaryKey = true }, new MilvusField("v", MilvusDataType.FloatVector) { Dimension = 8 }, new MilvusField("round", MilvusDataType.Int64)]);

    private readonly EngineHome home = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Fifty_kills_under_load_lose_nothing_that_was_acknowledged()
    {
        var start = MilvusServer.In(home);
        var rows = new Dictionary<long, long>();
        for (var round = 0; round < Kills; round++)
        {
            await using var engine = await MilvusServer.StartAsync(start);
            using var client = MilvusServer.Connect(start);
            var collection = await PreparedAsync(client, round);

            await CompareAsync(collection, rows);
            await WriteUntilKilledAsync(engine, collection, rows, round);
        }

        await using var last = await MilvusServer.StartAsync(start);
        using var reader = MilvusServer.Connect(start);
        await CompareAsync(reader.GetCollection("kept"), rows);
        rows.Count.ShouldBeGreaterThan(Kills);
    }

    [Fact]
    public async Task A_stop_keeps_everything_and_the_next_start_has_it_loaded()
    {
        var start = MilvusServer.In(home);
        await using (var first = await MilvusServer.StartAsync(start))
        {
            using var client = MilvusServer.Connect(start);
            var collection = await PreparedAsync(client, 0);
            await collection.InsertAsync(Columns([1, 2, 3], 7), cancellationToken: Cancellation);
            await client.CreateAliasAsync("other", "kept", Cancellation);
            await collection.DeleteAsync("id == 2", cancellationToken: Cancellation);

            (await first.StopAsync(Cancellation)).ShouldBe(0);
        }

        await using var second = await MilvusServer.StartAsync(start);
        using var again = MilvusServer.Connect(start);
        (await again.GetCollection("other").QueryAsync(new MilvusQuery("round == 7"), Cancellation)).Select(row => row.Get<long>("id")).ShouldBe([1, 3]);
        second.Output.ShouldNotContain(start.Password);
    }

    private static async Task<MilvusCollection> PreparedAsync(MilvusClient client, int round)
    {
        if (round > 0)
        {
            return client.GetCollection("kept");
        }

        var collection = await client.CreateCollectionAsync("kept", Schema, Cancellation);
        await collection.CreateIndexAsync("v", new MilvusIndex("FLAT") { Metric = MilvusMetric.L2 }, Cancellation);
        await collection.LoadAsync(Cancellation);
        return collection;
    }

    // What was not acknowledged may be there or not, but then as a whole.
    private static async Task CompareAsync(MilvusCollection collection, Dictionary<long, long> rows)
    {
        var found = new Dictionary<long, long>();
        await foreach (var row in collection.IterateAsync(new MilvusQuery("") { OutputFields = ["round"] }, 10_000, Cancellation))
        {
            found[row.Get<long>("id")] = row.Get<long>("round");
        }

        rows.Where(row => found.GetValueOrDefault(row.Key, -1) < row.Value).ShouldBeEmpty();
        foreach (var (id, round) in found)
        {
            rows[id] = round;
        }
    }

    private static async Task WriteUntilKilledAsync(EngineProcess engine, MilvusCollection collection, Dictionary<long, long> rows, int round)
    {
        var first = Stopwatch.GetTimestamp();
        var acknowledged = 0;
        Task? killing = null;
        try
        {
            for (var batch = 0; ; batch++)
            {
                // Three new rows, and one of an earlier round written anew.
                long[] ids = [(round * 100_000L) + (batch * 3), (round * 100_000L) + (batch * 3) + 1, (round * 100_000L) + (batch * 3) + 2, batch % 50];
                await collection.UpsertAsync(Columns(ids, round), cancellationToken: Cancellation);
                foreach (var id in ids)
                {
                    rows[id] = round;
                }

                acknowledged++;
                if (killing is null && Stopwatch.GetElapsedTime(first) > TimeSpan.FromMilliseconds(20 + (round * 3)))
                {
                    killing = engine.KillAsync(Cancellation);
                }
            }
        }
        catch (MilvusException) when (killing is not null)
        {
            await killing;
        }

        acknowledged.ShouldBeGreaterThan(0);
    }

    private static IReadOnlyCollection<MilvusColumn> Columns(long[] ids, long round) =>
    [
        MilvusColumn.Int64("id", ids),
        MilvusColumn.FloatVector("v", [.. ids.Select(id => Enumerable.Range(0, 8).Select(i => (float)(id + i)).ToArray())]),
        MilvusColumn.Int64("round", [.. ids.Select(_ => round)]),
    ];
}
