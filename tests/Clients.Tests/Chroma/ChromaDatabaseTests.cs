using System.Net;
using Lab.Hosting.Clients.Chroma;

namespace Lab.Clients.Tests.Chroma;

[Collection<ChromaCollectionFixture>]
public sealed class ChromaDatabaseTests(ChromaServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_says_what_it_is()
    {
        (await server.Client.GetVersionAsync(Cancellation)).ShouldBe("1.0.0");
        (await server.Client.HeartbeatAsync(Cancellation)).ShouldBeGreaterThan(DateTimeOffset.UnixEpoch.AddYears(50));
        (await server.Client.GetMaxBatchSizeAsync(Cancellation)).ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Tenants_and_databases_are_made_listed_and_deleted()
    {
        var tenant = $"t-{Guid.NewGuid():N}";
        var database = server.Client.GetDatabase("deep/sky äö", tenant);
        (await server.Client.TenantExistsAsync(tenant, Cancellation)).ShouldBeFalse();

        await server.Client.CreateTenantAsync(tenant, Cancellation);
        await database.CreateAsync(Cancellation);
        var info = await database.GetInfoAsync(Cancellation);

        (await server.Client.TenantExistsAsync(tenant, Cancellation)).ShouldBeTrue();
        info.ShouldBe(new ChromaDatabaseInfo(info.Id, "deep/sky äö", tenant));
        (await server.Client.ListDatabasesAsync(tenant, Cancellation)).ShouldBe([info]);

        await database.DeleteAsync(Cancellation);

        (await server.Client.ListDatabasesAsync(tenant, Cancellation)).ShouldBeEmpty();
        await Should.ThrowAsync<ChromaNotFoundException>(() => database.GetInfoAsync(Cancellation));
    }

    [Fact]
    public async Task Collections_are_made_listed_renamed_and_deleted()
    {
        var tenant = $"t-{Guid.NewGuid():N}";
        await server.Client.CreateTenantAsync(tenant, Cancellation);
        var database = server.Client.GetDatabase("papers", tenant);
        await database.CreateAsync(Cancellation);

        var first = await database.CreateCollectionAsync("first", cancellationToken: Cancellation);
        var second = await database.GetOrCreateCollectionAsync("second", cancellationToken: Cancellation);
        (await database.GetOrCreateCollectionAsync("second", cancellationToken: Cancellation)).Id.ShouldBe(second.Id);
        (await database.ListCollectionsAsync(cancellationToken: Cancellation)).Select(c => c.Name).ShouldBe(["first", "second"], ignoreOrder: true);
        (await database.ListCollectionsAsync(limit: 2, offset: 1, Cancellation)).ShouldHaveSingleItem();
        (await database.ListCollectionsAsync(limit: 1, cancellationToken: Cancellation)).ShouldHaveSingleItem();

        await first.ModifyAsync("renamed", new() { ["v"] = 2 }, Cancellation);
        (await database.GetCollectionAsync("renamed", Cancellation)).Metadata!["v"].Value.ShouldBe(2L);
        await database.DeleteCollectionAsync("second", Cancellation);

        (await database.CountCollectionsAsync(Cancellation)).ShouldBe(1);
        (await server.Client.Database.ListCollectionsAsync(cancellationToken: Cancellation)).ShouldAllBe(c => c.Name != "renamed");
    }

    [Fact]
    public async Task What_the_server_refuses_is_an_exception_of_its_kind()
    {
        var collection = await server.NewCollectionAsync();
        await collection.AddAsync([new() { Id = "a", Embedding = new float[3] }], Cancellation);

        var none = await Should.ThrowAsync<ChromaNotFoundException>(() => server.Client.Database.GetCollectionAsync("none", Cancellation));
        none.Status.ShouldBe(HttpStatusCode.NotFound);
        none.Error.ShouldBe("NotFoundError");
        none.Message.ShouldContain("[none]");

        await Should.ThrowAsync<ChromaConflictException>(() => server.Client.Database.CreateCollectionAsync(collection.Name, cancellationToken: Cancellation));
        await Should.ThrowAsync<ChromaConflictException>(() => server.Client.CreateTenantAsync("default_tenant", Cancellation));

        var name = await Should.ThrowAsync<ChromaInvalidRequestException>(() => server.Client.Database.CreateCollectionAsync("a b", cancellationToken: Cancellation));
        name.Error.ShouldBe("InvalidArgumentError");
        (await Should.ThrowAsync<ChromaInvalidRequestException>(() => collection.AddAsync([new() { Id = "b", Embedding = new float[2] }], Cancellation)))
            .Message.ShouldContain("dimension of 3, got 2");
        await Should.ThrowAsync<ChromaInvalidRequestException>(() => collection.QueryAsync(new() { Embeddings = [new float[2]] }, Cancellation));
    }

    [Fact]
    public async Task A_call_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => server.Client.GetVersionAsync(cancelled.Token));
    }
}
