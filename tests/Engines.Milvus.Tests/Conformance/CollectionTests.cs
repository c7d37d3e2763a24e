using Lab.Engines.Milvus.Tests.Targets;
using Lab.Hosting.Clients.Milvus;

namespace Lab.Engines.Milvus.Tests.Conformance;

public abstract class CollectionTests(IMilvusTarget target) : ConformanceTests(target)
{
    [Fact]
    public async Task The_server_is_healthy() => (await Client.CheckHealthAsync(Cancellation)).IsHealthy.ShouldBeTrue();

    [Fact]
    public async Task A_collection_is_described_as_it_was_declared()
    {
        var collection = await Client.CreateCollectionAsync(Name, Schema, Cancellation);
        await Client.CreateCollectionAsync(Name, Schema, Cancellation);

        var found = await collection.DescribeAsync(Cancellation);

        found.Name.ShouldBe(Name);
        found.Schema.Fields.ShouldBe(Schema.Fields);
        found.Schema.HasDynamicFields.ShouldBeTrue();
        found.Schema.Description.ShouldBe(Schema.Description);
        (await Client.ListCollectionsAsync(cancellationToken: Cancellation)).ShouldContain(Name);
        (await Client.HasCollectionAsync(Name, Cancellation)).ShouldBeTrue();
        await collection.DropAsync(Cancellation);
        (await Client.HasCollectionAsync(Name, Cancellation)).ShouldBeFalse();
        await collection.DropAsync(Cancellation);
    }

    [Fact]
    public async Task What_is_not_there_is_named()
    {
        await RefusedAsync<MilvusNotFoundException>(() => Collection.DescribeAsync(Cancellation), 100, "collection not found");
        await RefusedAsync<MilvusNotFoundException>(() => Collection.LoadAsync(Cancellation), 100, Name);
        await RefusedAsync<MilvusNotFoundException>(() => Collection.ReleaseAsync(Cancellation), 100, Name);
        await RefusedAsync<MilvusNotFoundException>(() => Collection.CreatePartitionAsync("p", Cancellation), 100, Name);
        await RefusedAsync<MilvusNotFoundException>(() => Collection.ListPartitionsAsync(Cancellation), 100, Name);
        await RefusedAsync<MilvusNotFoundException>(() => Collection.DescribeIndexesAsync(Cancellation), 100, Name);
        await RefusedAsync<MilvusNotFoundException>(() => Collection.FlushAsync(Cancellation), 100, Name);
        await RefusedAsync<MilvusNotFoundException>(() => Collection.CountAsync(cancellationToken: Cancellation), 100, Name);
        await RefusedAsync<MilvusNotFoundException>(() => Collection.SearchAsync(new MilvusSearch("v", [Vector(1)], 1), Cancellation), 100, Name);
        await RefusedAsync<MilvusNotFoundException>(() => Collection.InsertAsync(Columns(1), cancellationToken: Cancellation), 100, Name);
        await RefusedAsync<MilvusNotFoundException>(() => Collection.DeleteAsync("id in [1]", cancellationToken: Cancellation), 100, Name);
        await RefusedAsync<MilvusNotFoundException>(() => Client.ListCollectionsAsync("nowhere", Cancellation), 800, "nowhere");
        await RefusedAsync<MilvusNotFoundException>(() => Client.CreateAliasAsync("a" + Name, Name, Cancellation), 100, Name);
    }

    [Fact]
    public async Task A_wrong_schema_is_refused()
    {
        var (id, v) = (Schema.Fields[0], Schema.Fields[1]);
        await RefusedAsync<MilvusInvalidRequestException>(() => Client.CreateCollectionAsync("1-x", Schema, Cancellation), 1100, "1-x");
        await RefusedAsync<MilvusException>(() => CreateAsync(v), 65535, "primary key is not specified");
        await RefusedAsync<MilvusException>(() => CreateAsync(id, v, id with { Name = "id2" }), 65535, "more than one primary key");
        await RefusedAsync<MilvusException>(() => CreateAsync(id, v with { Dimension = 99_999 }), 65535, "99999");
        await RefusedAsync<MilvusException>(() => CreateAsync(id, v, new MilvusField("v", MilvusDataType.Int64)), 65535, "duplicated field name");
        await RefusedAsync<MilvusInvalidRequestException>(() => CreateAsync(id, v, new MilvusField("s", MilvusDataType.VarChar) { MaxLength = 70_000 }), 1100, "maximum length");
        await Client.CreateCollectionAsync(Name, Schema, Cancellation);
        await RefusedAsync<MilvusException>(() => CreateAsync(id, v), 65535, "create duplicate collection with different parameters");
    }

    [Fact]
    public async Task What_is_not_loaded_cannot_be_read()
    {
        var collection = await Client.CreateCollectionAsync(Name, Schema, Cancellation);
        await RefusedAsync<MilvusNotFoundException>(() => collection.LoadAsync(Cancellation), 700, "index not found");
        await RefusedAsync<MilvusNotLoadedException>(() => collection.SearchAsync(new MilvusSearch("v", [Vector(1)], 1), Cancellation), 101, "collection not loaded");
        await RefusedAsync<MilvusNotLoadedException>(() => collection.CountAsync(cancellationToken: Cancellation), 101, "collection not loaded");
        await RefusedAsync<MilvusNotLoadedException>(() => collection.DeleteAsync("n == 3", cancellationToken: Cancellation), 101, "collection not loaded");
        (await collection.DeleteAsync("id in [7]", cancellationToken: Cancellation)).ShouldBe(1);

        await collection.CreateIndexAsync("v", Hnsw(MilvusMetric.L2), Cancellation);
        await collection.LoadAsync(Cancellation);
        (await collection.CountAsync(cancellationToken: Cancellation)).ShouldBe(0);
        await collection.ReleaseAsync(Cancellation);
        await RefusedAsync<MilvusNotLoadedException>(() => collection.CountAsync(cancellationToken: Cancellation), 101, "collection not loaded");
    }

    [Fact]
    public async Task Indexes_are_kept_with_their_parameters()
    {
        var collection = await Client.CreateCollectionAsync(Name, Schema, Cancellation);
        await RefusedAsync<MilvusNotFoundException>(() => collection.DescribeIndexesAsync(Cancellation), 700, "index not found");
        await RefusedAsync<MilvusException>(() => collection.CreateIndexAsync("v", new MilvusIndex("NOPE") { Metric = MilvusMetric.L2 }, Cancellation), 65535, "invalid index type: NOPE");
        await RefusedAsync<MilvusException>(() => collection.CreateIndexAsync("v", new MilvusIndex("HNSW") { Metric = MilvusMetric.L2 }, Cancellation), 65535, "out of range");
        await RefusedAsync<MilvusException>(() => collection.CreateIndexAsync("v", new MilvusIndex("IVF_FLAT") { Metric = MilvusMetric.L2, Parameters = new Dictionary<string, long> { ["nlist"] = 0 } }, Cancellation), 65535, "nlist out of range: [1, 65536]");
        await RefusedAsync<MilvusException>(() => collection.CreateIndexAsync("v", new MilvusIndex("FLAT"), Cancellation), 65535, "metric type not found or not supported");
        await RefusedAsync<MilvusException>(() => collection.CreateIndexAsync("zz", Hnsw(MilvusMetric.L2), Cancellation), 65535, "cannot create index on non-exist field: zz");
        await RefusedAsync<MilvusInvalidRequestException>(() => collection.CreateIndexAsync("j", new MilvusIndex("STL_SORT"), Cancellation), 1100, "JSON");

        await collection.CreateIndexAsync("v", Hnsw(MilvusMetric.Cosine), Cancellation);
        await collection.CreateIndexAsync("v", Hnsw(MilvusMetric.Cosine), Cancellation);
        await RefusedAsync<MilvusException>(() => collection.CreateIndexAsync("v", new MilvusIndex("FLAT") { Metric = MilvusMetric.L2 }, Cancellation), 65535, "at most one distinct index is allowed per field");
        await collection.CreateIndexAsync("n", new MilvusIndex("STL_SORT") { Name = "numbers" }, Cancellation);

        var indexes = (await collection.DescribeIndexesAsync(Cancellation)).ToDictionary(index => index.Name);
        indexes["v"].Parameters["index_type"].ShouldBe("HNSW");
        indexes["v"].Parameters["metric_type"].ShouldBe("COSINE");
        indexes["v"].Parameters["params"].ShouldBe("""{"M":8,"efConstruction":64}""");
        indexes["numbers"].Field.ShouldBe("n");

        await collection.LoadAsync(Cancellation);
        await RefusedAsync<MilvusException>(() => collection.DropIndexAsync("v", Cancellation), 65535, "release it first");
        await collection.ReleaseAsync(Cancellation);
        await collection.DropIndexAsync("v", Cancellation);
        (await collection.DescribeIndexesAsync(Cancellation)).Select(index => index.Name).ShouldBe(["numbers"]);
    }

    [Fact]
    public async Task Partitions_hold_rows_apart()
    {
        var collection = await FilledAsync();
        await collection.CreatePartitionAsync("p1", Cancellation);
        await collection.CreatePartitionAsync("p1", Cancellation);
        await RefusedAsync<MilvusException>(() => collection.CreatePartitionAsync("p-1", Cancellation), 65535, "p-1");
        (await collection.ListPartitionsAsync(Cancellation)).ShouldBe(["_default", "p1"], ignoreOrder: true);

        await collection.InsertAsync(Columns(500), "p1", Cancellation);
        var there = await collection.SearchAsync(new MilvusSearch("v", [Vector(3)], 5) { Partitions = ["p1"] }, Cancellation);
        var elsewhere = await collection.QueryAsync(new MilvusQuery("id == 500") { Partitions = ["_default"] }, Cancellation);

        there[0].Select(hit => hit.Key).ShouldBe([500L]);
        elsewhere.ShouldBeEmpty();
        await RefusedAsync<MilvusException>(() => collection.SearchAsync(new MilvusSearch("v", [Vector(3)], 5) { Partitions = ["zz"] }, Cancellation), 65535, "partition name zz not found");
        await RefusedAsync<MilvusNotFoundException>(() => collection.InsertAsync(Columns(501), "zz", Cancellation), 200, "partition not found[partition=zz]");
        await RefusedAsync<MilvusException>(() => collection.DropPartitionAsync("p1", Cancellation), 65535, "release it first");
        await collection.ReleaseAsync(Cancellation);
        await collection.DropPartitionAsync("p1", Cancellation);
        await collection.DropPartitionAsync("p1", Cancellation);
        await RefusedAsync<MilvusException>(() => collection.DropPartitionAsync("_default", Cancellation), 65535, "default partition cannot be deleted");
        await collection.LoadAsync(Cancellation);
        (await collection.CountAsync(cancellationToken: Cancellation)).ShouldBe(Rows);
    }

    [Fact]
    public async Task An_alias_names_a_collection()
    {
        var alias = "a" + Name;
        await Client.CreateCollectionAsync(Name, Schema, Cancellation);
        await Client.CreateAliasAsync(alias, Name, Cancellation);

        (await Client.GetCollection(alias).DescribeAsync(Cancellation)).Aliases.ShouldBe([alias]);
        await RefusedAsync<MilvusException>(() => Client.CreateAliasAsync(Name, Name, Cancellation), 1601, "conflict");
        await RefusedAsync<MilvusException>(() => Client.GetCollection(alias).DropAsync(Cancellation), 65535, "cannot drop the collection via alias");
        await Client.DropAliasAsync(alias, Cancellation);
        await Client.DropAliasAsync(alias, Cancellation);
        (await Client.HasCollectionAsync(alias, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_alias_can_name_another_collection()
    {
        var (alias, second) = ("a" + Name, "s" + Name);
        await Client.CreateCollectionAsync(Name, Schema, Cancellation);
        var other = await Client.CreateCollectionAsync(second, Schema, Cancellation);
        await Client.CreateAliasAsync(alias, Name, Cancellation);

        await Client.AlterAliasAsync(alias, second, Cancellation);

        (await Client.GetCollection(alias).DescribeAsync(Cancellation)).Id.ShouldBe((await other.DescribeAsync(Cancellation)).Id);
        (await Collection.DescribeAsync(Cancellation)).Aliases.ShouldBeEmpty();
        await RefusedAsync<MilvusNotFoundException>(() => Client.AlterAliasAsync(alias, "x" + Name, Cancellation), 100, "x" + Name);
        await RefusedAsync<MilvusNotFoundException>(() => Client.AlterAliasAsync("b" + Name, second, Cancellation), 1600, "b" + Name);
        await Client.DropAliasAsync(alias, Cancellation);
        await other.DropAsync(Cancellation);
    }

    [Fact]
    public async Task Databases_hold_collections_apart()
    {
        var database = "d" + Name;
        await Client.CreateDatabaseAsync(database, Cancellation);
        await RefusedAsync<MilvusException>(() => Client.CreateDatabaseAsync(database, Cancellation), 65535, "database already exist");
        await RefusedAsync<MilvusException>(() => Client.CreateDatabaseAsync("d-1", Cancellation), 802, "numbers, letters and underscores");
        await RefusedAsync<MilvusException>(() => Client.DropDatabaseAsync("default", Cancellation), 65535, "can not drop default database");
        (await Client.ListDatabasesAsync(Cancellation)).ShouldContain(database);

        using (var inside = MilvusServer.Connect($"{Target.ConnectionString};Database={database}", Target.CertificateAuthority))
        {
            var collection = await inside.CreateCollectionAsync(Name, Schema, Cancellation);
            (await inside.ListCollectionsAsync(cancellationToken: Cancellation)).ShouldBe([Name]);
            (await Client.HasCollectionAsync(Name, Cancellation)).ShouldBeFalse();
            await RefusedAsync<MilvusException>(() => Client.DropDatabaseAsync(database, Cancellation), 65535, "not empty");
            await collection.DropAsync(Cancellation);
        }

        await Client.DropDatabaseAsync(database, Cancellation);
        await Client.DropDatabaseAsync(database, Cancellation);
    }

    private Task<MilvusCollection> CreateAsync(params MilvusField[] fields) => Client.CreateCollectionAsync(Name, new MilvusSchema(fields), Cancellation);
}
