using System.Net.Security;
using System.Net.Sockets;
using CsCheck;
using Lab.Engines.MongoDB.Tests.Targets;
using Lab.Engines.MongoDB.Tests.Wire;
using Lab.Engines.Testing;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;

namespace Lab.Engines.MongoDB.Tests.Server;

/// <summary>The process: what it is started with, and what survives.</summary>
public sealed class EngineTests : IDisposable
{
    private readonly EngineHome home = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task It_is_a_replica_set_over_TLS_and_says_what_it_is()
    {
        await using var engine = await MongoServer.StartAsync(MongoServer.In(home));
        using var client = MongoServer.Connect(engine.Start, settings => settings.ReplicaSetName = "rs0");
        var admin = client.GetDatabase("admin");

        var build = await admin.RunCommandAsync<BsonDocument>(new BsonDocument("buildInfo", 1), cancellationToken: Cancellation);
        var hello = await admin.RunCommandAsync<BsonDocument>(new BsonDocument("hello", 1), cancellationToken: Cancellation);

        build["version"].AsString.ShouldEndWith("-lab");
        hello["hosts"].AsBsonArray.ShouldBe([$"localhost:{engine.Start.Port}"]);
        client.Cluster.Description.Type.ShouldBe(ClusterType.ReplicaSet);
        engine.Output.ShouldNotContain(engine.Start.Password);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_a_connection_without_TLS_closed()
    {
        await using var engine = await MongoServer.StartAsync(MongoServer.In(home));
        using var client = MongoServer.Connect(engine.Start with { Password = "wrong" });

        await Should.ThrowAsync<MongoAuthenticationException>(client.ListDatabaseNamesAsync(Cancellation));

        using var plain = new TcpClient();
        await plain.ConnectAsync("127.0.0.1", engine.Start.Port, Cancellation);
        await plain.GetStream().WriteAsync(Messages.Command(new BsonDocument { { "hello", 1 }, { "$db", "admin" } }), Cancellation);
        (await plain.GetStream().ReadAsync(new byte[16], Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_but_a_greeting_is_answered_before_authentication()
    {
        await using var engine = await MongoServer.StartAsync(MongoServer.In(home));
        using var client = MongoServer.Connect(engine.Start, settings => settings.Credential = null);
        var database = client.GetDatabase("test");

        (await database.RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: Cancellation))["ok"].ToInt32().ShouldBe(1);
        foreach (var name in (string[])["find", "insert", "listDatabases", "serverStatus", "createUser"])
        {
            var error = await Should.ThrowAsync<MongoCommandException>(database.RunCommandAsync<BsonDocument>(new BsonDocument(name, "x"), cancellationToken: Cancellation));
            error.CodeName.ShouldBe("Unauthorized");
        }
    }

    [Fact]
    public async Task Data_survives_a_restart_and_a_new_password_counts()
    {
        var start = MongoServer.In(home);
        await using (var first = await MongoServer.StartAsync(start))
        {
            using var client = MongoServer.Connect(start);
            await client.GetDatabase("test").GetCollection<BsonDocument>("items").InsertOneAsync(new BsonDocument("_id", 1), cancellationToken: Cancellation);
            (await first.StopAsync(Cancellation)).ShouldBe(0);
        }

        start = start with { Password = "another" };
        await using var second = await MongoServer.StartAsync(start);
        using var again = MongoServer.Connect(start);
        (await again.GetDatabase("test").GetCollection<BsonDocument>("items").CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Acknowledged_writes_survive_fifty_kills()
    {
        var start = MongoServer.In(home);
        var acknowledged = new List<int>();
        var next = 0;
        for (var kill = 0; kill < 50; kill++)
        {
            await using var engine = await MongoServer.StartAsync(start);
            using var client = MongoServer.Connect(start, settings => settings.RetryWrites = false);
            var items = client.GetDatabase("test").GetCollection<BsonDocument>("items");
            using var written = new SemaphoreSlim(0);
            var writers = Enumerable.Range(0, 4).Select(_ => WriteAsync(items, () => Interlocked.Increment(ref next), acknowledged, written)).ToArray();
            for (var i = 0; i < 20 + kill; i++)
            {
                await written.WaitAsync(Cancellation);
            }

            await engine.KillAsync(Cancellation);
            await Task.WhenAll(writers);
        }

        await using var last = await MongoServer.StartAsync(start);
        using var reader = MongoServer.Connect(start);
        var database = reader.GetDatabase("test");
        var found = (await database.GetCollection<BsonDocument>("items").Find(new BsonDocument()).ToListAsync(Cancellation)).Select(d => d["_id"].AsInt32).ToHashSet();
        acknowledged.Where(id => !found.Contains(id)).ShouldBeEmpty();
        var validation = await database.RunCommandAsync<BsonDocument>(new BsonDocument("validate", "items"), cancellationToken: Cancellation);
        validation["valid"].AsBoolean.ShouldBeTrue(validation.ToString());
    }

    [Fact]
    public async Task Malformed_messages_close_their_connection_and_the_server_stays()
    {
        await using var engine = await MongoServer.StartAsync(MongoServer.In(home));
        var messages = new List<byte[]>();
        Messages.Malformed.Sample(message => messages.Add(message), iter: 2_000, threads: 1);

        await Parallel.ForEachAsync(messages.Chunk(20), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancellation }, async (chunk, token) =>
        {
            foreach (var message in chunk)
            {
                await SendAsync(engine.Start, message, token);
            }
        });

        using var client = MongoServer.Connect(engine.Start);
        (await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: Cancellation))["ok"].ToInt32().ShouldBe(1);
        engine.Output.ShouldNotContain("error:");
    }

    [Theory]
    [InlineData("speed=9", "speed")]
    [InlineData("ttl-interval=0", "1 to 86400")]
    public async Task A_wrong_setting_is_named(string setting, string said)
    {
        await using var engine = EngineProcess.Run(MongoServer.In(home) with { Settings = [setting] });

        (await engine.WaitForExitAsync(Cancellation)).ShouldBe(1);
        engine.Output.ShouldContain(said);
    }

    private static async Task WriteAsync(IMongoCollection<BsonDocument> items, Func<int> next, List<int> acknowledged, SemaphoreSlim written)
    {
        try
        {
            while (true)
            {
                var id = next();
                await items.InsertOneAsync(new BsonDocument { { "_id", id }, { "text", "some text" } }, cancellationToken: Cancellation);
                lock (acknowledged)
                {
                    acknowledged.Add(id);
                }

                written.Release();
            }
        }
        catch (Exception error) when (error is MongoException or TimeoutException)
        {
            // The server was killed: what was not answered may be there or not.
        }
    }

    private static async Task SendAsync(EngineStart start, byte[] message, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", start.Port, cancellationToken);
        await using var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) => MongoServer.IsFromAuthority(certificate, Path.Combine(start.Home, "pki", "ca.crt")));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, cancellationToken);
        try
        {
            await stream.WriteAsync(message, cancellationToken);
            await stream.ShutdownAsync();
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer, cancellationToken) > 0)
            {
                // Answers are as good as a closed connection.
            }
        }
        catch (IOException)
        {
            // Closed.
        }
    }
}
