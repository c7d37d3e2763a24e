using Lab.Engines.MongoDB.Tests.Targets;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Lab.Engines.MongoDB.Tests.Conformance;

/// <summary>What tests against either server share: each has a database of its own, gone afterwards.</summary>
public abstract class ConformanceTests(IMongoTarget target) : IAsyncLifetime
{
    private readonly string name = "t" + Guid.NewGuid().ToString("N")[..12];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IMongoTarget Target => target;

    protected IMongoClient Client => target.Client;

    protected IMongoDatabase Database => Client.GetDatabase(name);

    protected IMongoCollection<BsonDocument> Items => Database.GetCollection<BsonDocument>("items");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result != TestResult.Skipped)
        {
            await Client.DropDatabaseAsync(name, CancellationToken.None);
        }
    }

    protected static BsonDocument Doc(string json) => BsonDocument.Parse(json);

    protected async Task InsertAsync(params string[] documents) =>
        await Items.InsertManyAsync(documents.Select(Doc), cancellationToken: Cancellation);

    protected async Task<List<BsonDocument>> FindAsync(string filter, string? sort = null, string? projection = null)
    {
        var find = Items.Find(Doc(filter));
        find = sort is null ? find : find.Sort(Doc(sort));
        return await (projection is null ? find : find.Project<BsonDocument>(Doc(projection))).ToListAsync(Cancellation);
    }

    protected async Task<List<BsonValue>> IdsAsync(string filter, string? sort = null) =>
        [.. (await FindAsync(filter, sort ?? "{_id: 1}")).Select(document => document["_id"])];

    protected Task<BsonDocument> RunAsync(string command) => Database.RunCommandAsync<BsonDocument>(Doc(command), cancellationToken: Cancellation);

    protected Task<BsonDocument> RunAsync(BsonDocument command) => Database.RunCommandAsync<BsonDocument>(command, cancellationToken: Cancellation);
}
