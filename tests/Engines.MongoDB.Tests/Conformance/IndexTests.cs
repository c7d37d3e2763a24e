using Lab.Engines.MongoDB.Tests.Targets;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Lab.Engines.MongoDB.Tests.Conformance;

public abstract class IndexTests(IMongoTarget target) : ConformanceTests(target)
{
    [Fact]
    public async Task Indexes_are_listed_as_they_were_made()
    {
        await CreateAsync("{a: 1, b: -1}");
        await CreateAsync("{c: 1}", new CreateIndexOptions { Unique = true, Name = "own" });

        var indexes = await (await Items.Indexes.ListAsync(Cancellation)).ToListAsync(Cancellation);

        indexes.Select(index => index["name"].AsString).ShouldBe(["_id_", "a_1_b_-1", "own"], ignoreOrder: true);
        var own = indexes.Single(index => index["name"] == "own");
        own["key"].ShouldBe(Doc("{c: 1}"));
        own["unique"].ToBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_unique_index_refuses_a_second_document_with_its_key()
    {
        await CreateAsync("{a: 1, b: 1}", new CreateIndexOptions { Unique = true });
        await InsertAsync("{_id: 1, a: 1, b: 1}", "{_id: 2, a: 1, b: 2}");

        (await Should.ThrowAsync<MongoException>(Items.InsertOneAsync(Doc("{_id: 3, a: 1, b: 2}"), cancellationToken: Cancellation))).Message.ShouldContain("E11000");
        await Should.ThrowAsync<MongoException>(Items.UpdateOneAsync(Doc("{_id: 2}"), Doc("{$set: {b: 1}}"), cancellationToken: Cancellation));

        (await FindAsync("{}", "{_id: 1}")).ShouldBe([Doc("{_id: 1, a: 1, b: 1}"), Doc("{_id: 2, a: 1, b: 2}")]);
    }

    [Fact]
    public async Task Finds_are_the_same_with_an_index()
    {
        string[] filters = ["{a: 3}", "{a: {$gt: 3}}", "{a: {$gte: 2, $lt: 4}}", "{a: {$in: [1, 4, 9]}}", "{a: null}", "{b: 'x'}", "{a: 3, b: 'y'}", "{t: 2}", "{t: {$gt: 2}}"];
        await Items.InsertManyAsync(
            Enumerable.Range(0, 60).Select(i => new BsonDocument { { "_id", i }, { "b", i % 2 == 0 ? "x" : "y" }, { "t", new BsonArray { i % 3, i % 4 } } }.AddRange(i % 7 == 0 ? [] : new BsonDocument("a", i % 5))),
            cancellationToken: Cancellation);
        var without = new List<List<BsonValue>>();
        foreach (var filter in filters)
        {
            without.Add(await IdsAsync(filter));
        }

        await CreateAsync("{a: 1, b: 1}");
        await CreateAsync("{b: -1}");
        await CreateAsync("{t: 1}");

        for (var i = 0; i < filters.Length; i++)
        {
            (await IdsAsync(filters[i])).ShouldBe(without[i], filters[i]);
        }

        (await IdsAsync("{}", "{b: 1, _id: -1}")).Take(3).ShouldBe([58, 56, 54]);
    }

    [Fact]
    public async Task Dropped_indexes_are_gone()
    {
        await CreateAsync("{a: 1}");
        await CreateAsync("{b: 1}");

        await Items.Indexes.DropOneAsync("a_1", Cancellation);
        (await Should.ThrowAsync<MongoCommandException>(Items.Indexes.DropOneAsync("a_1", Cancellation))).Code.ShouldBe(27);
        await Items.Indexes.DropAllAsync(Cancellation);

        (await (await Items.Indexes.ListAsync(Cancellation)).ToListAsync(Cancellation)).Count.ShouldBe(1);
    }

    protected Task<string> CreateAsync(string key, CreateIndexOptions? options = null) =>
        Items.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Doc(key), options), cancellationToken: Cancellation);
}
