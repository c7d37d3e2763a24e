using CsCheck;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Storage;

public sealed class PlannerTests
{
    private static readonly Gen<BsonValue> Small = Gen.Frequency(
        (6, Gen.Int[0, 4].Select(i => (BsonValue)i)),
        (1, Gen.OneOf<BsonValue>(BsonNull.Value, "x", "y", 1.5, 2L, true)),
        (2, Gen.Int[0, 4].Array[0, 3].Select(items => (BsonValue)new BsonArray(items))));

    private static readonly Gen<BsonDocument> Documents = Gen.Select(Small, Small, Gen.Select(Small, Small).Array[0, 2], Gen.Int[0, 7]).Select((a, b, inner, present) =>
    {
        var document = new BsonDocument();
        if ((present & 1) == 0)
        {
            document["a"] = a;
        }

        if ((present & 2) == 0)
        {
            // Two arrays side by side cannot stand in one index.
            document["b"] = a is BsonArray && b is BsonArray ? 1 : b;
        }

        if ((present & 4) == 0)
        {
            document["c"] = new BsonArray(inner.Select(pair => new BsonDocument { { "x", pair.Item1 is BsonArray ? 0 : pair.Item1 }, { "y", pair.Item2 is BsonArray ? 0 : pair.Item2 } }));
        }

        return document;
    });

    private static readonly Gen<BsonValue> Conditions = Gen.OneOf(
        Small.Where(v => v is not BsonArray),
        Gen.Select(Gen.OneOf("$gt", "$gte", "$lt", "$lte", "$ne"), Small.Where(v => v is not BsonArray)).Select(p => (BsonValue)new BsonDocument(p.Item1, p.Item2)),
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4]).Select(p => (BsonValue)new BsonDocument { { "$gte", p.Item1 }, { "$lt", p.Item2 } }),
        Small.Where(v => v is not BsonArray).Array[1, 3].Select(values => (BsonValue)new BsonDocument("$in", new BsonArray(values))),
        Gen.OneOf<BsonValue>(new BsonDocument("$exists", true), new BsonDocument("$exists", false), new BsonDocument("$size", 1), new BsonDocument("$elemMatch", new BsonDocument("$gt", 2))));

    private static readonly Gen<BsonDocument> Filters = Gen.Select(Gen.OneOf("a", "b", "c.x", "c.y"), Conditions).Array[0, 3].Select(conditions =>
        new BsonDocument(conditions.DistinctBy(c => c.Item1).Select(c => new BsonElement(c.Item1, c.Item2))));

    [Theory]
    [InlineData("{a: 1}")]
    [InlineData("{a: -1}")]
    [InlineData("{a: 1, b: 1}")]
    [InlineData("{b: -1, a: 1}")]
    [InlineData("{'c.x': 1, 'c.y': -1}")]
    [InlineData("{'c.y': 1, a: 1}")]
    public async Task An_index_finds_what_reading_everything_finds(string key)
    {
        await using var store = new TemporaryStore();
        var documents = new List<BsonDocument>();
        Documents.Sample(document => documents.Add(document), iter: 300, threads: 1);
        await store.IndexAsync(key);
        await store.InsertAsync(documents.Select((document, i) => new BsonDocument("_id", i).AddRange(document)).Where(Indexable(key)));

        var filters = new List<(BsonDocument Filter, string Sort)>();
        Gen.Select(Filters, Gen.OneOf("{}", "{a: 1}", "{a: -1, b: 1}", "{b: 1}", "{'c.x': 1}", "{b: -1, a: 1}")).Sample((filter, sort) => filters.Add((filter, sort)), iter: 400, threads: 1);
        var used = 0;
        foreach (var (filter, sort) in filters)
        {
            var plan = store.Plan(filter, sort);
            used += plan.Index is null ? 0 : 1;
            var expected = await store.ReadAsync(filter, Plan.Whole(store.Collection), sort);
            var found = await store.ReadAsync(filter, plan, sort);

            found.OrderBy(d => d["_id"]).ShouldBe(expected.OrderBy(d => d["_id"]), $"{filter} sorted by {sort}");
            var order = SortSpec.Parse(BsonDocument.Parse(sort));
            found.Zip(found.Skip(1)).ShouldAllBe(pair => order.IsEmpty || order.Compare(pair.First, pair.Second) <= 0);
        }

        used.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData("{a: 3}", "{}", true)]
    [InlineData("{a: {$gt: 3}}", "{}", true)]
    [InlineData("{a: 3, b: {$lt: 2}}", "{}", true)]
    [InlineData("{}", "{a: -1}", true)]
    [InlineData("{a: 3}", "{b: 1}", true)]
    [InlineData("{b: 3}", "{}", false)]
    [InlineData("{$or: [{a: 1}, {b: 1}]}", "{}", false)]
    [InlineData("{a: {$ne: 1}}", "{}", false)]
    public async Task An_index_is_used_for_equality_range_and_order(string filter, string sort, bool isUsed)
    {
        await using var store = new TemporaryStore();
        await store.IndexAsync("{a: 1, b: 1}");

        var plan = store.Plan(BsonDocument.Parse(filter), sort);

        (plan.Index is not null).ShouldBe(isUsed);
        plan.IsSorted.ShouldBe(isUsed && sort != "{}");
    }

    private static Func<BsonDocument, bool> Indexable(string key)
    {
        var paths = BsonDocument.Parse(key).Names.ToList();
        return document => paths.Count(path => FieldPath.Parse(path.Split('.')[0]).Direct(document) is BsonArray) < 2 || paths.TrueForAll(path => path.StartsWith('c'));
    }
}
