using Lab.Engines.MongoDB.Tests.Conformance;
using Lab.Engines.MongoDB.Tests.Targets;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Lab.Engines.MongoDB.Tests.Server;

/// <summary>On the emulator alone: the peer has no sessions and transactions.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class TransactionTests(EmulatorTarget target) : ConformanceTests(target)
{
    [Fact]
    public async Task A_committed_transaction_is_seen_all_at_once()
    {
        await InsertAsync("{_id: 1, n: 10}");
        using var session = await Client.StartSessionAsync(cancellationToken: Cancellation);
        session.StartTransaction();
        await Items.InsertOneAsync(session, Doc("{_id: 2, n: 20}"), cancellationToken: Cancellation);
        await Items.UpdateOneAsync(session, Doc("{_id: 1}"), Doc("{$inc: {n: 5}}"), cancellationToken: Cancellation);
        await Database.GetCollection<BsonDocument>("others").InsertOneAsync(session, Doc("{_id: 1}"), cancellationToken: Cancellation);

        (await Items.Find(session, Doc("{}")).Sort(Doc("{n: -1}")).ToListAsync(Cancellation)).ShouldBe([Doc("{_id: 2, n: 20}"), Doc("{_id: 1, n: 15}")]);
        (await FindAsync("{}")).ShouldBe([Doc("{_id: 1, n: 10}")]);
        await session.CommitTransactionAsync(Cancellation);

        (await FindAsync("{}", "{_id: 1}")).ShouldBe([Doc("{_id: 1, n: 15}"), Doc("{_id: 2, n: 20}")]);
        (await Database.GetCollection<BsonDocument>("others").CountDocumentsAsync(Doc("{}"), cancellationToken: Cancellation)).ShouldBe(1);
        await session.CommitTransactionAsync(Cancellation);
    }

    [Fact]
    public async Task An_aborted_transaction_leaves_nothing()
    {
        await InsertAsync("{_id: 1, n: 10}", "{_id: 2, n: 20}");
        using var session = await Client.StartSessionAsync(cancellationToken: Cancellation);
        session.StartTransaction();
        await Items.InsertOneAsync(session, Doc("{_id: 3}"), cancellationToken: Cancellation);
        await Items.DeleteOneAsync(session, Doc("{_id: 1}"), cancellationToken: Cancellation);
        await Items.UpdateManyAsync(session, Doc("{}"), Doc("{$set: {n: 0}}"), cancellationToken: Cancellation);
        (await Items.CountDocumentsAsync(session, Doc("{n: 0}"), cancellationToken: Cancellation)).ShouldBe(2);

        await session.AbortTransactionAsync(Cancellation);

        (await FindAsync("{}", "{_id: 1}")).ShouldBe([Doc("{_id: 1, n: 10}"), Doc("{_id: 2, n: 20}")]);
    }

    [Fact]
    public async Task A_transaction_reads_a_snapshot()
    {
        await InsertAsync("{_id: 1, n: 1}");
        using var session = await Client.StartSessionAsync(cancellationToken: Cancellation);
        session.StartTransaction();
        (await Items.CountDocumentsAsync(session, Doc("{}"), cancellationToken: Cancellation)).ShouldBe(1);
        await InsertAsync("{_id: 2, n: 2}");
        await Items.UpdateOneAsync(Doc("{_id: 1}"), Doc("{$set: {n: 9}}"), cancellationToken: Cancellation);

        (await Items.Find(session, Doc("{}")).ToListAsync(Cancellation)).ShouldBe([Doc("{_id: 1, n: 1}")]);
        var conflict = await Should.ThrowAsync<MongoCommandException>(Items.UpdateOneAsync(session, Doc("{_id: 1}"), Doc("{$set: {n: 5}}"), cancellationToken: Cancellation));

        conflict.Code.ShouldBe(112);
        conflict.HasErrorLabel("TransientTransactionError").ShouldBeTrue();
        (await FindAsync("{_id: 1}")).ShouldBe([Doc("{_id: 1, n: 9}")]);
    }

    [Fact]
    public async Task Two_transactions_cannot_change_one_document()
    {
        await InsertAsync("{_id: 1, n: 1}", "{_id: 2, n: 1}");
        using var first = await Client.StartSessionAsync(cancellationToken: Cancellation);
        using var second = await Client.StartSessionAsync(cancellationToken: Cancellation);
        first.StartTransaction();
        second.StartTransaction();
        await Items.UpdateOneAsync(first, Doc("{_id: 1}"), Doc("{$inc: {n: 1}}"), cancellationToken: Cancellation);
        await Items.UpdateOneAsync(second, Doc("{_id: 2}"), Doc("{$inc: {n: 1}}"), cancellationToken: Cancellation);

        var conflict = await Should.ThrowAsync<MongoCommandException>(Items.UpdateOneAsync(second, Doc("{_id: 1}"), Doc("{$inc: {n: 1}}"), cancellationToken: Cancellation));
        conflict.Code.ShouldBe(112);
        await first.CommitTransactionAsync(Cancellation);

        (await FindAsync("{}", "{_id: 1}")).ShouldBe([Doc("{_id: 1, n: 2}"), Doc("{_id: 2, n: 1}")]);
    }

    [Fact]
    public async Task A_write_outside_waits_for_the_transaction()
    {
        await InsertAsync("{_id: 1, n: 1}");
        using var session = await Client.StartSessionAsync(cancellationToken: Cancellation);
        session.StartTransaction();
        await Items.UpdateOneAsync(session, Doc("{_id: 1}"), Doc("{$inc: {n: 10}}"), cancellationToken: Cancellation);

        var outside = Items.UpdateOneAsync(Doc("{_id: 1}"), Doc("{$inc: {n: 100}}"), cancellationToken: Cancellation);
        (await Items.CountDocumentsAsync(Doc("{n: 1}"), cancellationToken: Cancellation)).ShouldBe(1);
        outside.IsCompleted.ShouldBeFalse();
        await session.CommitTransactionAsync(Cancellation);
        await outside;

        (await FindAsync("{}")).ShouldBe([Doc("{_id: 1, n: 111}")]);
    }

    [Fact]
    public async Task Concurrent_transactions_that_are_tried_again_lose_no_change()
    {
        await InsertAsync("{_id: 1, n: 0}", "{_id: 2, n: 0}");

        await Parallel.ForEachAsync(Enumerable.Range(0, 40), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancellation }, async (_, token) =>
        {
            using var session = await Client.StartSessionAsync(cancellationToken: token);
            await session.WithTransactionAsync(
                async (handle, cancel) =>
                {
                    await Items.UpdateOneAsync(handle, Doc("{_id: 1}"), Doc("{$inc: {n: 1}}"), cancellationToken: cancel);
                    await Items.UpdateOneAsync(handle, Doc("{_id: 2}"), Doc("{$inc: {n: -1}}"), cancellationToken: cancel);
                    return 0;
                },
                cancellationToken: token);
        });

        (await FindAsync("{}", "{_id: 1}")).ShouldBe([Doc("{_id: 1, n: 40}"), Doc("{_id: 2, n: -40}")]);
    }

    [Fact]
    public async Task A_duplicate_key_ends_the_transaction()
    {
        await InsertAsync("{_id: 1}");
        using var session = await Client.StartSessionAsync(cancellationToken: Cancellation);
        session.StartTransaction();
        await Items.InsertOneAsync(session, Doc("{_id: 2}"), cancellationToken: Cancellation);

        (await Should.ThrowAsync<MongoWriteException>(Items.InsertOneAsync(session, Doc("{_id: 1}"), cancellationToken: Cancellation))).WriteError.Code.ShouldBe(11000);
        (await Should.ThrowAsync<MongoCommandException>(session.CommitTransactionAsync(Cancellation))).Code.ShouldBe(251);

        (await IdsAsync("{}")).ShouldBe([1]);
    }

    [Fact]
    public async Task A_write_that_is_sent_again_is_done_once()
    {
        await InsertAsync("{_id: 1, n: 1}");
        var command = new BsonDocument
        {
            { "update", "items" },
            { "updates", new BsonArray { Doc("{q: {_id: 1}, u: {$inc: {n: 1}}}") } },
            { "lsid", new BsonDocument("id", new BsonBinaryData(Guid.NewGuid(), GuidRepresentation.Standard)) },
            { "txnNumber", 1L },
        };

        var first = await RunAsync(command);
        var again = await RunAsync(command);

        again["nModified"].ShouldBe(first["nModified"]);
        (await FindAsync("{}")).ShouldBe([Doc("{_id: 1, n: 2}")]);
        command["txnNumber"] = 0L;
        (await Should.ThrowAsync<MongoCommandException>(RunAsync(command))).Code.ShouldBe(225);
    }
}
