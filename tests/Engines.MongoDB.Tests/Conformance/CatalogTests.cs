using Lab.Engines.MongoDB.Tests.Targets;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Lab.Engines.MongoDB.Tests.Conformance;

public abstract class CatalogTests(IMongoTarget target) : ConformanceTests(target)
{
    [Fact]
    public async Task Collections_and_databases_come_with_the_first_document_and_go_with_drop()
    {
        await InsertAsync("{_id: 1}");
        await Database.CreateCollectionAsync("empty", cancellationToken: Cancellation);

        (await (await Database.ListCollectionNamesAsync(cancellationToken: Cancellation)).ToListAsync(Cancellation)).ShouldBe(["empty", "items"], ignoreOrder: true);
        (await (await Client.ListDatabaseNamesAsync(Cancellation)).ToListAsync(Cancellation)).ShouldContain(Database.DatabaseNamespace.DatabaseName);
        await Database.DropCollectionAsync("items", Cancellation);
        (await FindAsync("{}")).ShouldBeEmpty();
        await Client.DropDatabaseAsync(Database.DatabaseNamespace.DatabaseName, Cancellation);
        (await (await Client.ListDatabaseNamesAsync(Cancellation)).ToListAsync(Cancellation)).ShouldNotContain(Database.DatabaseNamespace.DatabaseName);
    }

    [Fact]
    public async Task A_collection_that_exists_is_not_made_again()
    {
        await Database.CreateCollectionAsync("items", cancellationToken: Cancellation);

        (await Should.ThrowAsync<MongoCommandException>(Database.CreateCollectionAsync("items", cancellationToken: Cancellation))).Code.ShouldBe(48);
    }

    [Fact]
    public async Task A_renamed_collection_keeps_its_documents()
    {
        await InsertAsync("{_id: 1}");

        await Database.RenameCollectionAsync("items", "other", cancellationToken: Cancellation);

        (await FindAsync("{}")).ShouldBeEmpty();
        (await Database.GetCollection<BsonDocument>("other").CountDocumentsAsync(Doc("{}"), cancellationToken: Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Errors_have_MongoDBs_codes()
    {
        await InsertAsync("{_id: 1}");

        (await ErrorAsync("{noSuchCommand: 1}")).ShouldBe(59);
        (await ErrorAsync("{find: 'items', filter: {a: {$noSuch: 1}}}")).ShouldBe(2);
        (await ErrorAsync("{find: 'items', filter: 7}")).ShouldBe(14);
        (await ErrorAsync("{getMore: {$numberLong: '12345'}, collection: 'items'}")).ShouldBe(43);
        (await ErrorAsync("{listIndexes: 'nothing'}")).ShouldBe(26);
        (await ErrorAsync("{find: ''}")).ShouldBe(73);
    }

    [Fact]
    public async Task Statistics_count_documents()
    {
        await InsertAsync("{_id: 1}", "{_id: 2}");

        (await RunAsync("{collStats: 'items'}"))["count"].ToInt32().ShouldBe(2);
        (await RunAsync("{dbStats: 1}"))["objects"].ToInt32().ShouldBe(2);
    }

    protected async Task<int> ErrorAsync(string command) => (await Should.ThrowAsync<MongoCommandException>(RunAsync(command))).Code;
}
