using Lab.Engines.Milvus.Tests.Targets;
using Lab.Engines.Testing;
using Lab.Hosting.Clients.Milvus;

namespace Lab.Engines.Milvus.Tests.Robustness;

public sealed class MemoryTests : IDisposable
{
    private const int Dimension = 1024;
    private const int Batch = 500;

    private static readonly MilvusSchema Schema = new(
        [new MilvusField("id", MilvusDataType.Int64) { IsPrimaryKey = true }, new MilvusField("v", MilvusDataType.FloatVector) { Dimension = Dimension }]);

    private readonly EngineHome home = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Rows_beyond_the_limit_are_refused_and_those_before_stay()
    {
        var start = MilvusServer.In(home) with { Settings = ["memory=16m"] };
        await using var engine = await MilvusServer.StartAsync(start);
        using var client = MilvusServer.Connect(start);
        var collection = await client.CreateCollectionAsync("full", Schema, Cancellation);
        await collection.CreateIndexAsync("v", new MilvusIndex("FLAT") { Metric = MilvusMetric.L2 }, Cancellation);
        await collection.LoadAsync(Cancellation);

        var written = 0;
        var refused = await Should.ThrowAsync<MilvusException>(async () =>
        {
            // 16 MiB hold no more than 4,096 vectors of 4 KiB.
            for (; written <= 4_096; written += Batch)
            {
                await InsertAsync(collection, written);
            }
        });

        refused.Code.ShouldBe(9);
        refused.Message.ShouldContain("memory quota exhausted");
        written.ShouldBeGreaterThan(0);
        (await collection.CountAsync(cancellationToken: Cancellation)).ShouldBe(written);

        await collection.DropAsync(Cancellation);
        await InsertAsync(await client.CreateCollectionAsync("next", Schema, Cancellation), 0);
    }

    private static Task<IReadOnlyList<object>> InsertAsync(MilvusCollection collection, int from) => collection.InsertAsync(
        [
            MilvusColumn.Int64("id", [.. Enumerable.Range(from, Batch).Select(id => (long)id)]),
            MilvusColumn.FloatVector("v", [.. Enumerable.Range(from, Batch).Select(id => Enumerable.Repeat((float)id, Dimension).ToArray())]),
        ],
        cancellationToken: Cancellation);
}
