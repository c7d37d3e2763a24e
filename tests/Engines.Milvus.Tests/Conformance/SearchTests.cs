using Lab.Engines.Milvus.Tests.Targets;
using Lab.Hosting.Clients.Milvus;

namespace Lab.Engines.Milvus.Tests.Conformance;

public abstract class SearchTests(IMilvusTarget target) : ConformanceTests(target)
{
    [Fact]
    public async Task The_nearest_rows_come_first_with_their_fields()
    {
        var collection = await FilledAsync();

        var hits = (await collection.SearchAsync(new MilvusSearch("v", [[3.1f, 0, 1, 2]], 3) { OutputFields = ["name", "f", "v"] }, Cancellation)).ShouldHaveSingleItem();

        hits.Select(hit => hit.Key).ShouldBe([3L, 4L, 2L]);
        hits[0].Score.ShouldBe(0.01f, 1e-4f);
        hits[1].Score.ShouldBe(0.81f, 1e-4f);
        hits[0].Row.Get<string>("name").ShouldBe("n3");
        hits[0].Row.Get<float>("f").ShouldBe(0.75f);
        hits[0].Row.Get<float[]>("v").ShouldBe([3, 0, 1, 2]);
    }

    [Theory]
    [InlineData(MilvusMetric.InnerProduct, 19, 62f)]
    [InlineData(MilvusMetric.Cosine, 3, 1f)]
    public async Task Similarities_are_nearer_when_greater(MilvusMetric metric, long nearest, float score)
    {
        var collection = await FilledAsync(metric);

        var hits = (await collection.SearchAsync(new MilvusSearch("v", [Vector(3)], 20), Cancellation))[0];

        hits[0].Key.ShouldBe(nearest);
        hits[0].Score.ShouldBe(score, 1e-4f);
        hits.Select(hit => hit.Score).ShouldBeInOrder(SortDirection.Descending);
        hits.Count.ShouldBe(Rows);
    }

    [Fact]
    public async Task Each_vector_has_its_own_answer()
    {
        var collection = await FilledAsync();

        var answers = await collection.SearchAsync(new MilvusSearch("v", [Vector(3), Vector(9), Vector(0)], 1), Cancellation);

        answers.Select(answer => answer.Single().Key).ShouldBe([3L, 9L, 0L]);
    }

    [Fact]
    public async Task Only_rows_that_pass_the_filter_count()
    {
        var collection = await FilledAsync();

        var hits = (await collection.SearchAsync(new MilvusSearch("v", [Vector(3)], 3) { Filter = "n == 1 && b == true" }, Cancellation))[0];

        hits.Select(hit => hit.Key).ShouldBe([6L, 16L]);
    }

    [Fact]
    public async Task Offsets_ranges_and_groups()
    {
        var collection = await FilledAsync();
        float[] near = [3.1f, 0, 1, 2];

        (await KeysAsync(new MilvusSearch("v", [near], 2) { Offset = 2 })).ShouldBe([2L, 5L]);
        // The squares of the distances from 3.1: 4 has 0.81, 2 has 1.21, 5 has 3.61.
        (await KeysAsync(new MilvusSearch("v", [near], 10) { Radius = 3, RangeFilter = 0.5f })).ShouldBe([4L, 2L]);
        (await KeysAsync(new MilvusSearch("v", [near], 5) { GroupBy = "n" })).Select(key => (long)key % 5).ShouldBeUnique();
    }

    [Fact]
    public async Task A_wrong_search_is_refused()
    {
        var collection = await FilledAsync();
        var search = new MilvusSearch("v", [Vector(3)], 2);

        await RefusedAsync<MilvusException>(() => collection.SearchAsync(search with { Limit = 0 }, Cancellation), 65535, "topk [0] is invalid");
        await RefusedAsync<MilvusException>(() => collection.SearchAsync(search with { Limit = 20_000 }, Cancellation), 65535, "top k should be in range [1, 16384]");
        await RefusedAsync<MilvusException>(() => collection.SearchAsync(search with { Vectors = [[1, 2, 3]] }, Cancellation), 65535, "vector dimension mismatch");
        await RefusedAsync<MilvusException>(() => collection.SearchAsync(search with { Filter = "zz ==" }, Cancellation), 65535, "cannot parse expression: zz ==");
        await RefusedAsync<MilvusException>(() => collection.SearchAsync(search with { Filter = "name > 5" }, Cancellation), 65535, "comparisons between VarChar");
        await RefusedAsync<MilvusException>(() => collection.SearchAsync(search with { Field = "n" }, Cancellation), 65535, "n");
        await RefusedAsync<MilvusException>(() => collection.SearchAsync(search with { Radius = 1, RangeFilter = 4 }, Cancellation), 65535, "range_filter must be less than radius");
        (await Should.ThrowAsync<MilvusException>(() => collection.SearchAsync(search with { Metric = MilvusMetric.InnerProduct }, Cancellation))).Message.ShouldContain("metric type not match");
    }

    private async Task<object[]> KeysAsync(MilvusSearch search) => [.. (await Collection.SearchAsync(search, Cancellation))[0].Select(hit => hit.Key)];
}
