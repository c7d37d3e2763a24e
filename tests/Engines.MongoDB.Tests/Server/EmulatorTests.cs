using Lab.Engines.MongoDB.Tests.Conformance;
using Lab.Engines.MongoDB.Tests.Targets;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Lab.Engines.MongoDB.Tests.Server;

/// <summary>On the emulator alone: what the peer lacks (explain's stages, time to live, users, cursors' limits, refusals by name).</summary>
[Collection(EmulatorCollection.Name)]
public sealed class EmulatorTests(EmulatorTarget target) : ConformanceTests(target)
{
    [Fact]
    public async Task Explain_says_which_index_is_used()
    {
        await Items.InsertManyAsync(Enumerable.Range(0, 100).Select(i => new BsonDocument { { "_id", i }, { "a", i % 10 } }), cancellationToken: Cancellation);
        await RunAsync("{createIndexes: 'items', indexes: [{key: {a: 1}, name: 'a_1'}]}");

        var byIndex = await RunAsync("{explain: {find: 'items', filter: {a: 3}}, verbosity: 'executionStats'}");
        var byScan = await RunAsync("{explain: {find: 'items', filter: {b: 3}, sort: {c: 1}}, verbosity: 'executionStats'}");

        var plan = byIndex["queryPlanner"]["winningPlan"];
        plan["stage"].AsString.ShouldBe("FETCH");
        plan["inputStage"]["indexName"].AsString.ShouldBe("a_1");
        byIndex["executionStats"]["totalKeysExamined"].ToInt32().ShouldBe(10);
        byScan["queryPlanner"]["winningPlan"]["stage"].AsString.ShouldBe("SORT");
        byScan["queryPlanner"]["winningPlan"]["inputStage"]["stage"].AsString.ShouldBe("COLLSCAN");
        byScan["executionStats"]["totalDocsExamined"].ToInt32().ShouldBe(100);
    }

    [Fact]
    public async Task Expired_documents_go_by_themselves()
    {
        await RunAsync("{createIndexes: 'items', indexes: [{key: {at: 1}, name: 'at_1', expireAfterSeconds: 1}]}");
        await Items.InsertManyAsync([new BsonDocument { { "_id", 1 }, { "at", DateTime.UtcNow.AddSeconds(-10) } }, new BsonDocument { { "_id", 2 }, { "at", DateTime.UtcNow.AddHours(1) } }, Doc("{_id: 3}")], cancellationToken: Cancellation);

        while (await Items.CountDocumentsAsync(Doc("{_id: 1}"), cancellationToken: Cancellation) > 0)
        {
            await Database.RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: Cancellation);
        }

        (await IdsAsync("{}")).ShouldBe([2, 3]);
    }

    [Theory]
    [InlineData("{find: 'items', tailable: true}", "tailable")]
    [InlineData("{find: 'items', collation: {locale: 'de'}}", "collation")]
    [InlineData("{create: 'c', capped: true, size: 4096}", "capped")]
    [InlineData("{create: 'c', viewOn: 'items', pipeline: []}", "viewOn")]
    [InlineData("{create: 'c', validator: {a: 1}}", "validator")]
    [InlineData("{createIndexes: 'items', indexes: [{key: {a: 'text'}, name: 'a'}]}", "text")]
    [InlineData("{createIndexes: 'items', indexes: [{key: {a: '2dsphere'}, name: 'a'}]}", "2dsphere")]
    [InlineData("{createIndexes: 'items', indexes: [{key: {'$**': 1}, name: 'a'}]}", "wildcard")]
    [InlineData("{mapReduce: 'items'}", "mapReduce")]
    [InlineData("{ping: 1, apiVersion: '1', apiStrict: true}", "apiStrict")]
    public async Task What_is_not_supported_is_refused_by_name(string command, string named)
    {
        var error = await Should.ThrowAsync<MongoCommandException>(RunAsync(command));

        error.Code.ShouldBe(115);
        error.Message.ShouldContain(named);
    }

    [Fact]
    public async Task A_field_that_a_command_does_not_know_is_an_error()
    {
        (await Should.ThrowAsync<MongoCommandException>(RunAsync("{find: 'items', frobnicate: 1}"))).Code.ShouldBe(40415);
        (await Should.ThrowAsync<MongoCommandException>(RunAsync("{insert: 'items', documents: [{}], writeConcern: {w: 2}}"))).Code.ShouldBe(100);
    }

    [Fact]
    public async Task A_change_stream_is_refused()
    {
        var error = await Should.ThrowAsync<MongoCommandException>(Items.WatchAsync(cancellationToken: Cancellation));

        error.Message.ShouldContain("$changeStream");
    }

    [Fact]
    public async Task A_user_may_do_what_its_roles_allow()
    {
        var name = Database.DatabaseNamespace.DatabaseName;
        await InsertAsync("{_id: 1}");
        await RunAsync("{createUser: 'reader', pwd: 'geheim', roles: ['read']}");
        (await Should.ThrowAsync<MongoCommandException>(RunAsync("{createUser: 'reader', pwd: 'x', roles: []}"))).Code.ShouldBe(51003);
        using var client = MongoServer.Connect(target.Start, settings => settings.Credential = MongoCredential.CreateCredential(name, "reader", "geheim"));
        var items = client.GetDatabase(name).GetCollection<BsonDocument>("items");

        (await items.CountDocumentsAsync(Doc("{}"), cancellationToken: Cancellation)).ShouldBe(1);
        (await Should.ThrowAsync<MongoCommandException>(items.InsertOneAsync(Doc("{_id: 2}"), cancellationToken: Cancellation))).Code.ShouldBe(13);
        (await Should.ThrowAsync<MongoCommandException>(client.GetDatabase("other").GetCollection<BsonDocument>("x").CountDocumentsAsync(Doc("{}"), cancellationToken: Cancellation))).Code.ShouldBe(13);

        (await RunAsync("{usersInfo: 'reader'}"))["users"][0]["roles"][0]["role"].AsString.ShouldBe("read");
        await RunAsync("{updateUser: 'reader', roles: ['readWrite']}");
        await RunAsync("{dropUser: 'reader'}");
        (await Should.ThrowAsync<MongoCommandException>(RunAsync("{dropUser: 'reader'}"))).Code.ShouldBe(11);
    }

    [Fact]
    public async Task A_sort_beyond_its_memory_is_error_292_and_an_index_makes_it_possible()
    {
        var filler = new string('x', 1 << 20);
        for (var i = 0; i < 11; i++)
        {
            await Items.InsertManyAsync(Enumerable.Range(0, 10).Select(k => new BsonDocument { { "n", (i * 10) + k }, { "filler", filler } }), cancellationToken: Cancellation);
        }

        (await Should.ThrowAsync<MongoCommandException>(FindAsync("{}", "{n: 1}"))).Code.ShouldBe(292);
        await RunAsync("{createIndexes: 'items', indexes: [{key: {n: 1}, name: 'n_1'}]}");
        (await Items.Find(Doc("{}")).Sort(Doc("{n: -1}")).Project(Doc("{n: 1}")).Limit(3).ToListAsync(Cancellation)).Select(d => d["n"].AsInt32).ShouldBe([109, 108, 107]);
    }

    [Fact]
    public async Task A_document_beyond_16_MiB_is_refused()
    {
        var reply = await RunAsync(new BsonDocument { { "insert", "items" }, { "documents", new BsonArray { new BsonDocument("f", new string('x', 16 * 1024 * 1024)) } } });

        reply["writeErrors"][0]["code"].AsInt32.ShouldBe(10334);
        (await FindAsync("{}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Killed_cursors_are_gone()
    {
        await Items.InsertManyAsync(Enumerable.Range(0, 300).Select(i => new BsonDocument("_id", i)), cancellationToken: Cancellation);
        var id = (await RunAsync("{find: 'items', batchSize: 10}"))["cursor"]["id"];

        (await RunAsync(new BsonDocument { { "getMore", id }, { "collection", "items" }, { "batchSize", 5 } }))["cursor"]["nextBatch"].AsBsonArray.Count.ShouldBe(5);
        (await RunAsync(new BsonDocument { { "killCursors", "items" }, { "cursors", new BsonArray { id } } }))["cursorsKilled"].AsBsonArray.ShouldBe([id]);

        (await Should.ThrowAsync<MongoCommandException>(RunAsync(new BsonDocument { { "getMore", id }, { "collection", "items" } }))).Code.ShouldBe(43);
    }

    /// <summary>FerretDB answers 1, InternalError, to both.</summary>
    [Fact]
    public async Task Duplicates_under_a_unique_index_are_11000_when_it_is_made_and_when_a_document_changes()
    {
        await InsertAsync("{_id: 1, a: 1}", "{_id: 2, a: 1}");
        const string Unique = "{createIndexes: 'items', indexes: [{key: {a: 1}, name: 'a_1', unique: true}]}";
        (await Should.ThrowAsync<MongoCommandException>(RunAsync(Unique))).Code.ShouldBe(11000);

        await Items.UpdateOneAsync(Doc("{_id: 2}"), Doc("{$set: {a: 2}}"), cancellationToken: Cancellation);
        await RunAsync(Unique);

        (await Should.ThrowAsync<MongoWriteException>(Items.UpdateOneAsync(Doc("{_id: 2}"), Doc("{$set: {a: 1}}"), cancellationToken: Cancellation))).WriteError.Code.ShouldBe(11000);
    }

    [Fact]
    public async Task A_duplicate_key_names_its_key()
    {
        await RunAsync("{createIndexes: 'items', indexes: [{key: {a: 1}, name: 'a_1', unique: true}]}");
        await InsertAsync("{_id: 1, a: 'x'}");

        var error = await Should.ThrowAsync<MongoWriteException>(Items.InsertOneAsync(Doc("{_id: 2, a: 'x'}"), cancellationToken: Cancellation));

        error.WriteError.Message.ShouldContain("a_1 dup key: { a: \"x\" }");
    }

    [Fact]
    public async Task A_command_stops_at_its_time_limit()
    {
        await Items.InsertManyAsync(Enumerable.Range(0, 20_000).Select(i => new BsonDocument("_id", i)), cancellationToken: Cancellation);

        var error = await Should.ThrowAsync<MongoExecutionTimeoutException>(Items.Find(Doc("{$expr: {$gt: [{$size: {$range: [0, 20000]}}, 30000]}}"), new FindOptions { MaxTime = TimeSpan.FromMilliseconds(1) }).ToListAsync(Cancellation));

        error.Code.ShouldBe(50);
    }

    [Fact]
    public async Task Out_and_merge_write_collections()
    {
        await InsertAsync("{_id: 1, k: 'a', n: 1}", "{_id: 2, k: 'b', n: 2}", "{_id: 3, k: 'a', n: 3}");
        await RunAsync("{aggregate: 'items', pipeline: [{$group: {_id: '$k', n: {$sum: '$n'}}}, {$out: 'sums'}], cursor: {}}");
        await RunAsync("{aggregate: 'items', pipeline: [{$project: {_id: '$k', last: '$n'}}, {$merge: {into: 'sums', whenMatched: 'merge'}}], cursor: {}}");

        var sums = await Database.GetCollection<BsonDocument>("sums").Find(Doc("{}")).Sort(Doc("{_id: 1}")).ToListAsync(Cancellation);
        sums.ShouldBe([Doc("{_id: 'a', n: 4, last: 3}"), Doc("{_id: 'b', n: 2, last: 2}")]);
    }
}
