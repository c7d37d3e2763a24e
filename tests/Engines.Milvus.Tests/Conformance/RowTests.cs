using Lab.Engines.Milvus.Tests.Targets;
using Lab.Hosting.Clients.Milvus;

namespace Lab.Engines.Milvus.Tests.Conformance;

public abstract class RowTests(IMilvusTarget target) : ConformanceTests(target)
{
    [Fact]
    public async Task A_row_of_every_type_comes_back_as_it_was_written()
    {
        var collection = await FilledAsync();

        var row = (await collection.QueryAsync(new MilvusQuery("id == 3") { OutputFields = [.. Schema.Fields.Select(field => field.Name), "extra"] }, Cancellation)).ShouldHaveSingleItem();

        row.Get<long>("id").ShouldBe(3);
        row.Get<float[]>("v").ShouldBe([3, 0, 1, 2]);
        row.Get<string>("name").ShouldBe("n3");
        row.Get<int>("n").ShouldBe(3);
        row.Get<int>("i8").ShouldBe(3);
        row.Get<int>("i16").ShouldBe(30);
        row.Get<float>("f").ShouldBe(0.75f);
        row.Get<double>("d").ShouldBe(0.375);
        row.Get<bool>("b").ShouldBeFalse();
        row.Get<string>("j").ShouldBe("""{"a":3,"s":"s0","l":[1,3],"o":{"x":3}}""");
        row.Get<long[]>("arr").ShouldBe([3, 4]);
        row.Get<string>("$meta").ShouldBe("""{"extra":"e3","num":3}""");
    }

    [Fact]
    public async Task Rows_come_in_the_order_of_their_keys_page_by_page()
    {
        var collection = await FilledAsync();

        (await KeysAsync(new MilvusQuery("id in [5, 3, 4, 3]"))).ShouldBe([3, 4, 5]);
        (await KeysAsync(new MilvusQuery("id > 3") { Limit = 2, Offset = 1 })).ShouldBe([5, 6]);
        (await KeysAsync(new MilvusQuery("") { Limit = 4 })).ShouldBe([0, 1, 2, 3]);
        (await collection.CountAsync(cancellationToken: Cancellation)).ShouldBe(Rows);
        (await collection.CountAsync("n == 3", Cancellation)).ShouldBe(4);
        await RefusedAsync<MilvusException>(() => KeysAsync(new MilvusQuery("")), 65535, "empty expression should be used with limit");
        await RefusedAsync<MilvusException>(() => KeysAsync(new MilvusQuery("id > 3") { Limit = 20_000 }), 65535, "should be in range [1, 16384]");
    }

    [Fact]
    public async Task All_rows_are_read_in_batches()
    {
        var collection = await FilledAsync();
        var keys = new List<long>();

        await foreach (var row in collection.IterateAsync(new MilvusQuery("n != 1"), batch: 3, Cancellation))
        {
            keys.Add(row.Get<long>("id"));
        }

        keys.ShouldBe(Enumerable.Range(0, Rows).Where(id => id % 5 != 1).Select(id => (long)id));
    }

    [Fact]
    public async Task Deleted_rows_are_gone_and_upserted_ones_changed()
    {
        var collection = await FilledAsync();

        (await collection.DeleteAsync("id in [1, 2, 99]", cancellationToken: Cancellation)).ShouldBe(3);
        (await collection.DeleteAsync("n == 3", cancellationToken: Cancellation)).ShouldBe(4);
        (await collection.CountAsync(cancellationToken: Cancellation)).ShouldBe(Rows - 6);
        (await collection.UpsertAsync([.. Columns(5, 50).Where(column => column != null)], cancellationToken: Cancellation)).ShouldBe([5L, 50L]);
        (await collection.CountAsync(cancellationToken: Cancellation)).ShouldBe(Rows - 5);
        (await collection.SearchAsync(new MilvusSearch("v", [Vector(1)], 1), Cancellation))[0].Single().Key.ShouldBe(0L);
    }

    [Fact]
    public async Task Rows_that_do_not_fit_are_refused_as_a_whole()
    {
        var collection = await FilledAsync();

        await RefusedAsync<MilvusInvalidRequestException>(() => InsertAsync("name", MilvusColumn.VarChar("name", [new string('x', 11)])), 1100, "exceeds max length (10)");
        await RefusedAsync<MilvusException>(() => InsertAsync("v", MilvusColumn.FloatVector("v", [[1, 2, 3]])), 65535, "the length(3) of float data should divide the dim(4)");
        await RefusedAsync<MilvusInvalidRequestException>(() => InsertAsync("arr", MilvusColumn.Int64Array("arr", [[1, 2, 3, 4, 5, 6, 7]])), 1100, "exceeds max capacity (5)");
        (await collection.CountAsync(cancellationToken: Cancellation)).ShouldBe(Rows);
    }

    [Fact]
    public async Task Keys_are_given_out_where_asked_for()
    {
        var collection = await Client.CreateCollectionAsync(Name, new MilvusSchema([new MilvusField("id", MilvusDataType.Int64) { IsPrimaryKey = true, IsAutoId = true }, Schema.Fields[1]]), Cancellation);
        await collection.CreateIndexAsync("v", Hnsw(MilvusMetric.L2), Cancellation);
        await collection.LoadAsync(Cancellation);

        var keys = await collection.InsertAsync([MilvusColumn.FloatVector("v", [Vector(1), Vector(2)])], cancellationToken: Cancellation);

        keys.Distinct().Count().ShouldBe(2);
        (await collection.QueryAsync(new MilvusQuery($"id in [{string.Join(',', keys)}]"), Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Keys_may_be_texts()
    {
        var collection = await Client.CreateCollectionAsync(Name, new MilvusSchema([new MilvusField("key", MilvusDataType.VarChar) { IsPrimaryKey = true, MaxLength = 20 }, Schema.Fields[1]]), Cancellation);
        await collection.CreateIndexAsync("v", Hnsw(MilvusMetric.L2), Cancellation);
        await collection.LoadAsync(Cancellation);
        await collection.InsertAsync([MilvusColumn.VarChar("key", ["NGC 224", "M 87", "äö"]), MilvusColumn.FloatVector("v", [Vector(1), Vector(2), Vector(3)])], cancellationToken: Cancellation);

        (await collection.SearchAsync(new MilvusSearch("v", [Vector(3)], 2), Cancellation))[0].Select(hit => hit.Key).ShouldBe(["äö", "M 87"]);
        await collection.DeleteAsync("key == \"M 87\"", cancellationToken: Cancellation);
        (await collection.CountAsync(cancellationToken: Cancellation)).ShouldBe(2);
        (await collection.QueryAsync(new MilvusQuery("key like \"NGC%\""), Cancellation)).Single().Get<string>("key").ShouldBe("NGC 224");
    }

    private async Task<long[]> KeysAsync(MilvusQuery query) => [.. (await Collection.QueryAsync(query, Cancellation)).Select(row => row.Get<long>("id"))];

    private Task<IReadOnlyList<object>> InsertAsync(string field, MilvusColumn wrong)
    {
        var position = Schema.Fields.Select(declared => declared.Name).ToList().IndexOf(field);
        var columns = Columns(900).ToList();
        columns[position] = wrong;
        return Collection.InsertAsync(columns, cancellationToken: Cancellation);
    }
}
