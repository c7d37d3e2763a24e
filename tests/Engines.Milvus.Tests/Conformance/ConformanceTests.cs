using Lab.Engines.Milvus.Tests.Targets;
using Lab.Hosting.Clients.Milvus;

namespace Lab.Engines.Milvus.Tests.Conformance;

/// <summary>What the suites share: a collection per test, with a row of every type.</summary>
public abstract class ConformanceTests(IMilvusTarget target) : IAsyncLifetime
{
    protected const int Rows = 20;

    protected static readonly MilvusSchema Schema = new(
    [
        new MilvusField("id", MilvusDataType.Int64) { IsPrimaryKey = true },
        new MilvusField("v", MilvusDataType.FloatVector) { Dimension = 4 },
        new MilvusField("name", MilvusDataType.VarChar) { MaxLength = 10 },
        new MilvusField("n", MilvusDataType.Int32),
        new MilvusField("i8", MilvusDataType.Int8),
        new MilvusField("i16", MilvusDataType.Int16),
        new MilvusField("f", MilvusDataType.Float),
        new MilvusField("d", MilvusDataType.Double),
        new MilvusField("b", MilvusDataType.Bool),
        new MilvusField("j", MilvusDataType.Json),
        new MilvusField("arr", MilvusDataType.Array) { ElementType = MilvusDataType.Int64, MaxCapacity = 5 },
    ])
    {
        HasDynamicFields = true,
        Description = "a row of every type",
    };

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IMilvusTarget Target => target;

    protected MilvusClient Client => target.Client;

    /// <summary>The name of this test's collection.</summary>
    protected string Name { get; } = "c" + Guid.NewGuid().ToString("n");

    protected MilvusCollection Collection => Client.GetCollection(Name);

    public ValueTask InitializeAsync()
    {
        // Skips the test where there is no server, before it expects errors of one.
        _ = Client;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Collection.DropAsync(Cancellation);
        }
        catch (Exception error) when (error is MilvusException || error.GetType().Name == "SkipException")
        {
            // A test that was skipped, or looked at errors, left nothing to drop.
        }

        GC.SuppressFinalize(this);
    }

    protected static IReadOnlyCollection<MilvusColumn> Columns(params int[] ids) =>
    [
        MilvusColumn.Int64("id", [.. ids.Select(id => (long)id)]),
        MilvusColumn.FloatVector("v", [.. ids.Select(Vector)]),
        MilvusColumn.VarChar("name", [.. ids.Select(id => $"n{id}")]),
        MilvusColumn.Int32("n", [.. ids.Select(id => id % 5)]),
        MilvusColumn.Int8("i8", [.. ids.Select(id => (sbyte)(id % 100))]),
        MilvusColumn.Int16("i16", [.. ids.Select(id => (short)(id * 10))]),
        MilvusColumn.Float("f", [.. ids.Select(id => id / 4f)]),
        MilvusColumn.Double("d", [.. ids.Select(id => id / 8d)]),
        MilvusColumn.Bool("b", [.. ids.Select(id => id % 2 == 0)]),
        MilvusColumn.Json("j", [.. ids.Select(id => $$$"""{"a":{{{id}}},"s":"s{{{id % 3}}}","l":[1,{{{id}}}],"o":{"x":{{{id}}}}}""")]),
        MilvusColumn.Int64Array("arr", [.. ids.Select(id => new long[] { id, id + 1 })]),
        MilvusColumn.Dynamic([.. ids.Select(id => $$"""{"extra":"e{{id}}","num":{{id}}}""")]),
    ];

    protected static float[] Vector(int id) => [id, 0, 1, 2];

    /// <summary>Makes the collection, with an index, loaded, and 20 rows.</summary>
    protected async Task<MilvusCollection> FilledAsync(MilvusMetric metric = MilvusMetric.L2)
    {
        var collection = await Client.CreateCollectionAsync(Name, Schema, Cancellation);
        await collection.CreateIndexAsync("v", Hnsw(metric), Cancellation);
        await collection.LoadAsync(Cancellation);
        await collection.InsertAsync(Columns([.. Enumerable.Range(0, Rows)]), cancellationToken: Cancellation);
        return collection;
    }

    protected static MilvusIndex Hnsw(MilvusMetric metric) =>
        new("HNSW") { Metric = metric, Parameters = new Dictionary<string, long> { ["M"] = 8, ["efConstruction"] = 64 } };

    protected static async Task RefusedAsync<T>(Func<Task> call, int code, string reason)
        where T : MilvusException
    {
        var error = await Should.ThrowAsync<T>(call);
        error.Code.ShouldBe(code);
        error.Message.ShouldContain(reason);
    }
}
