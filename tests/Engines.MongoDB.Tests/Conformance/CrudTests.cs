using Lab.Engines.MongoDB.Tests.Targets;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Lab.Engines.MongoDB.Tests.Conformance;

public abstract class CrudTests(IMongoTarget target) : ConformanceTests(target)
{
    [Fact]
    public async Task What_is_inserted_is_found()
    {
        await Items.InsertOneAsync(Doc("{_id: 1, name: 'void', radius: 17.5, tags: ['a', 'b'], at: {x: 1, y: 2}}"), cancellationToken: Cancellation);

        (await FindAsync("{name: 'void'}")).ShouldBe([Doc("{_id: 1, name: 'void', radius: 17.5, tags: ['a', 'b'], at: {x: 1, y: 2}}")]);
        (await FindAsync("{'at.x': {$gte: 1}, tags: 'b'}")).Count.ShouldBe(1);
        (await FindAsync("{name: 'other'}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_id_becomes_an_ObjectId()
    {
        await RunAsync("{insert: 'items', documents: [{a: 1}]}");

        var document = (await FindAsync("{}")).Single();
        document.GetElement(0).Name.ShouldBe("_id");
        document["_id"].ShouldBeOfType<BsonObjectId>();
    }

    [Fact]
    public async Task Types_come_back_as_they_were()
    {
        var document = new BsonDocument
        {
            { "_id", 1 },
            { "double", 1.5 },
            { "string", "ζ\u0001😀" },
            { "document", new BsonDocument("nested", new BsonArray { 1, "two", BsonNull.Value }) },
            { "binary", new BsonBinaryData([1, 2, 3]) },
            { "uuid", new BsonBinaryData(Guid.NewGuid(), GuidRepresentation.Standard) },
            { "objectId", ObjectId.GenerateNewId() },
            { "true", true },
            { "date", new BsonDateTime(-62135596800001) },
            { "null", BsonNull.Value },
            { "regex", new BsonRegularExpression("^a.b", "i") },
            { "int32", int.MinValue },
            { "timestamp", new BsonTimestamp(12345, 6) },
            { "int64", long.MaxValue },
        };

        await Items.InsertOneAsync(document, cancellationToken: Cancellation);

        (await FindAsync("{}")).Single().ToBson().ShouldBe(document.ToBson());
    }

    [Fact]
    public async Task A_second_document_with_the_same_id_is_refused()
    {
        await InsertAsync("{_id: 1}");

        var error = await Should.ThrowAsync<MongoWriteException>(Items.InsertOneAsync(Doc("{_id: 1.0}"), cancellationToken: Cancellation));

        error.WriteError.Category.ShouldBe(ServerErrorCategory.DuplicateKey);
        error.WriteError.Code.ShouldBe(11000);
    }

    [Fact]
    public async Task Ordered_inserts_stop_at_the_first_error_and_unordered_ones_go_on()
    {
        var ordered = await Should.ThrowAsync<MongoBulkWriteException<BsonDocument>>(
            Items.InsertManyAsync([Doc("{_id: 1}"), Doc("{_id: 1}"), Doc("{_id: 2}")], cancellationToken: Cancellation));
        ordered.WriteErrors.Single().Index.ShouldBe(1);
        (await IdsAsync("{}")).ShouldBe([1]);

        var unordered = await Should.ThrowAsync<MongoBulkWriteException<BsonDocument>>(
            Items.InsertManyAsync([Doc("{_id: 1}"), Doc("{_id: 3}"), Doc("{_id: 3}"), Doc("{_id: 4}")], new InsertManyOptions { IsOrdered = false }, Cancellation));
        unordered.WriteErrors.Select(e => e.Index).ShouldBe([0, 2]);
        (await IdsAsync("{}")).ShouldBe([1, 3, 4]);
    }

    [Fact]
    public async Task Find_sorts_skips_limits_and_projects()
    {
        await Items.InsertManyAsync(Enumerable.Range(0, 50).Select(i => new BsonDocument { { "_id", i }, { "n", i % 5 }, { "x", new BsonDocument { { "y", i }, { "z", -i } } } }), cancellationToken: Cancellation);

        var found = await Items.Find(Doc("{n: {$lt: 3}}")).Sort(Doc("{n: -1, _id: 1}")).Skip(2).Limit(3).Project<BsonDocument>(Doc("{'x.y': 1}")).ToListAsync(Cancellation);

        found.ShouldBe([Doc("{_id: 12, x: {y: 12}}"), Doc("{_id: 17, x: {y: 17}}"), Doc("{_id: 22, x: {y: 22}}")]);
    }

    [Fact]
    public async Task Documents_come_in_the_order_of_insertion()
    {
        await InsertAsync("{_id: 3}", "{_id: 1}", "{_id: 2}");

        (await FindAsync("{}")).Select(d => d["_id"].AsInt32).ShouldBe([3, 1, 2]);
    }

    [Fact]
    public async Task A_cursor_brings_many_batches()
    {
        await Items.InsertManyAsync(Enumerable.Range(0, 5_000).Select(i => new BsonDocument("_id", i)), cancellationToken: Cancellation);

        var found = await Items.Find(Doc("{}"), new FindOptions { BatchSize = 700 }).Sort(Doc("{_id: 1}")).ToListAsync(Cancellation);

        found.Select(d => d["_id"].AsInt32).ShouldBe(Enumerable.Range(0, 5_000));
    }

    [Fact]
    public async Task Updates_say_what_they_matched_and_changed()
    {
        await InsertAsync("{_id: 1, a: 1}", "{_id: 2, a: 1}", "{_id: 3, a: 2}");

        var one = await Items.UpdateOneAsync(Doc("{a: 1}"), Doc("{$set: {a: 5}, $inc: {n: 2}}"), cancellationToken: Cancellation);
        (one.MatchedCount, one.ModifiedCount).ShouldBe((1, 1));
        var many = await Items.UpdateManyAsync(Doc("{}"), Doc("{$set: {a: 5}}"), cancellationToken: Cancellation);
        (many.MatchedCount, many.ModifiedCount).ShouldBe((3, 2));
        var replaced = await Items.ReplaceOneAsync(Doc("{_id: 3}"), Doc("{b: 7}"), cancellationToken: Cancellation);
        replaced.ModifiedCount.ShouldBe(1);

        (await FindAsync("{}", "{_id: 1}")).ShouldBe([Doc("{_id: 1, a: 5, n: 2}"), Doc("{_id: 2, a: 5}"), Doc("{_id: 3, b: 7}")]);
    }

    [Fact]
    public async Task An_upsert_inserts_where_nothing_matches()
    {
        var result = await Items.UpdateOneAsync(Doc("{_id: 7, kind: 'x'}"), Doc("{$set: {a: 1}, $setOnInsert: {b: 2}}"), new UpdateOptions { IsUpsert = true }, Cancellation);
        result.UpsertedId.ShouldBe(7);
        result.MatchedCount.ShouldBe(0);

        var again = await Items.UpdateOneAsync(Doc("{_id: 7, kind: 'x'}"), Doc("{$set: {a: 3}, $setOnInsert: {b: 9}}"), new UpdateOptions { IsUpsert = true }, Cancellation);
        again.UpsertedId.ShouldBeNull();

        (await FindAsync("{}")).ShouldBe([Doc("{_id: 7, kind: 'x', a: 3, b: 2}")]);
    }

    [Fact]
    public async Task Deletes_take_one_or_all()
    {
        await InsertAsync("{_id: 1, a: 1}", "{_id: 2, a: 1}", "{_id: 3, a: 1}", "{_id: 4, a: 2}");

        (await Items.DeleteOneAsync(Doc("{a: 1}"), Cancellation)).DeletedCount.ShouldBe(1);
        (await Items.DeleteManyAsync(Doc("{a: 1}"), Cancellation)).DeletedCount.ShouldBe(2);
        (await IdsAsync("{}")).ShouldBe([4]);
    }

    [Fact]
    public async Task FindAndModify_returns_the_document_before_or_after()
    {
        await InsertAsync("{_id: 1, n: 5}", "{_id: 2, n: 9}");

        var before = await Items.FindOneAndUpdateAsync<BsonDocument>(Doc("{}"), Doc("{$inc: {n: 1}}"), new() { Sort = Doc("{n: -1}") }, Cancellation);
        before.ShouldBe(Doc("{_id: 2, n: 9}"));
        var after = await Items.FindOneAndUpdateAsync<BsonDocument>(Doc("{_id: 2}"), Doc("{$inc: {n: 1}}"), new() { ReturnDocument = ReturnDocument.After }, Cancellation);
        after.ShouldBe(Doc("{_id: 2, n: 11}"));
        (await Items.FindOneAndDeleteAsync<BsonDocument>(Doc("{_id: 1}"), cancellationToken: Cancellation)).ShouldBe(Doc("{_id: 1, n: 5}"));
        (await Items.FindOneAndDeleteAsync<BsonDocument>(Doc("{_id: 1}"), cancellationToken: Cancellation)).ShouldBeNull();
        (await IdsAsync("{}")).ShouldBe([2]);
    }

    [Fact]
    public async Task Count_and_distinct_see_what_matches()
    {
        await InsertAsync("{_id: 1, a: 'x'}", "{_id: 2, a: 'y'}", "{_id: 3, a: 'x'}", "{_id: 4, a: ['y', 'z']}");

        (await Items.CountDocumentsAsync(Doc("{a: 'x'}"), cancellationToken: Cancellation)).ShouldBe(2);
        (await Items.EstimatedDocumentCountAsync(cancellationToken: Cancellation)).ShouldBe(4);
        (await (await Items.DistinctAsync<string>("a", Doc("{}"), cancellationToken: Cancellation)).ToListAsync(Cancellation)).Order().ShouldBe(["x", "y", "z"]);
    }

    [Fact]
    public async Task Aggregation_groups_and_sorts()
    {
        await InsertAsync("{_id: 1, k: 'a', n: 1}", "{_id: 2, k: 'b', n: 2}", "{_id: 3, k: 'a', n: 3}");

        var result = await Items.Aggregate(PipelineDefinition<BsonDocument, BsonDocument>.Create(
            Doc("{$match: {n: {$gt: 0}}}"), Doc("{$group: {_id: '$k', total: {$sum: '$n'}}}"), Doc("{$sort: {_id: 1}}")), cancellationToken: Cancellation).ToListAsync(Cancellation);

        result.ShouldBe([Doc("{_id: 'a', total: 4}"), Doc("{_id: 'b', total: 2}")]);
    }
}
