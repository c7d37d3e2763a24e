using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Aggregation;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Query;

public sealed class PipelineTests
{
    private const string Sales = """
        [{ _id: 1, item: 'abc', price: 10, n: 2, tags: ['x', 'y'] }, { _id: 2, item: 'jkl', price: 20, n: 1, tags: [] },
         { _id: 3, item: 'xyz', price: 5, n: 10, tags: ['y'] }, { _id: 4, item: 'abc', price: 10, n: 10 }]
        """;

    private const string Stock = "[{ _id: 1, sku: 'abc', where: 'A', q: 5 }, { _id: 2, sku: 'abc', where: 'B', q: 1 }, { _id: 3, sku: 'jkl', where: 'A', q: 7 }]";

    [Theory]
    [InlineData("[{ $match: { price: { $gte: 10 } } }, { $project: { item: 1 } }]", "[{ _id: 1, item: 'abc' }, { _id: 2, item: 'jkl' }, { _id: 4, item: 'abc' }]")]
    [InlineData("[{ $match: { _id: 1 } }, { $project: { _id: 0, total: { $multiply: ['$price', '$n'] }, tags: 0 } }]", null)]
    [InlineData("[{ $match: { _id: 1 } }, { $project: { tags: 0, n: 0 } }]", "[{ _id: 1, item: 'abc', price: 10 }]")]
    [InlineData("[{ $match: { _id: 1 } }, { $project: { _id: 0 } }]", "[{ item: 'abc', price: 10, n: 2, tags: ['x', 'y'] }]")]
    [InlineData("[{ $match: { _id: 1 } }, { $project: { _id: 0, total: { $multiply: ['$price', '$n'] }, 'o.t': '$tags' } }]", "[{ total: 20, o: { t: ['x', 'y'] } }]")]
    [InlineData("[{ $match: { _id: 2 } }, { $addFields: { 'tags.z': 1, n: '$price', 'o.p': 1 } }]", "[{ _id: 2, item: 'jkl', price: 20, n: 20, tags: [], o: { p: 1 } }]")]
    [InlineData("[{ $match: { _id: 2 } }, { $unset: ['tags', 'n'] }]", "[{ _id: 2, item: 'jkl', price: 20 }]")]
    [InlineData("[{ $match: { _id: 2 } }, { $replaceRoot: { newRoot: { id: '$_id' } } }]", "[{ id: 2 }]")]
    [InlineData("[{ $sort: { price: -1, _id: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }]", "[{ _id: 4 }, { _id: 1 }]")]
    [InlineData("[{ $group: { _id: '$item', sum: { $sum: { $multiply: ['$price', '$n'] } }, avg: { $avg: '$n' }, count: { $count: {} }, first: { $first: '$_id' }, ids: { $push: '$_id' } } }]",
        "[{ _id: 'abc', sum: 120, avg: 6.0, count: 2, first: 1, ids: [1, 4] }, { _id: 'jkl', sum: 20, avg: 1.0, count: 1, first: 2, ids: [2] }, { _id: 'xyz', sum: 50, avg: 10.0, count: 1, first: 3, ids: [3] }]")]
    [InlineData("[{ $group: { _id: null, max: { $max: '$price' }, min: { $min: '$item' }, set: { $addToSet: '$item' }, last: { $last: '$tags' }, top: { $topN: { n: 2, sortBy: { n: -1, _id: 1 }, output: '$_id' } }, bottom: { $bottom: { sortBy: { price: 1 }, output: '$item' } } } }]",
        "[{ _id: null, max: 20, min: 'abc', set: ['abc', 'jkl', 'xyz'], last: null, top: [3, 4], bottom: 'jkl' }]")]
    [InlineData("[{ $group: { _id: null, top: { $top: { sortBy: { price: -1 }, output: '$item' } }, bottom: { $bottomN: { n: 2, sortBy: { _id: 1 }, output: '$_id' } }, first: { $firstN: { n: 1, input: '$_id' } }, last: { $lastN: { n: 1, input: '$_id' } }, min: { $minN: { n: 1, input: '$n' } }, max: { $maxN: { n: 2, input: '$n' } }, all: { $mergeObjects: { a: '$_id' } }, pop: { $stdDevPop: '$_id' }, samp: { $stdDevSamp: '$price' } } }]",
        "[{ _id: null, top: 'jkl', bottom: [3, 4], first: [1], last: [4], min: [1], max: [10, 10], all: { a: 4 }, pop: 1.118033988749895, samp: 6.291528696058958 }]")]
    [InlineData("[{ $match: { _id: 2 } }, { $replaceWith: { id: '$_id' } }]", "[{ id: 2 }]")]
    [InlineData("[{ $group: { _id: { big: { $gt: ['$n', 5] } }, n: { $sum: 1 } } }, { $sort: { n: 1, _id: 1 } }]", "[{ _id: { big: false }, n: 2 }, { _id: { big: true }, n: 2 }]")]
    [InlineData("[{ $unwind: '$tags' }, { $project: { tags: 1 } }]", "[{ _id: 1, tags: 'x' }, { _id: 1, tags: 'y' }, { _id: 3, tags: 'y' }]")]
    [InlineData("[{ $match: { _id: { $gte: 2 } } }, { $unwind: { path: '$tags', includeArrayIndex: 'at', preserveNullAndEmptyArrays: true } }, { $project: { tags: 1, at: 1 } }]",
        "[{ _id: 2, at: null }, { _id: 3, tags: 'y', at: NumberLong(0) }, { _id: 4, at: null }]")]
    [InlineData("[{ $match: { price: 10 } }, { $count: 'n' }]", "[{ n: 2 }]")]
    [InlineData("[{ $match: { price: 99 } }, { $count: 'n' }]", "[]")]
    [InlineData("[{ $sortByCount: '$item' }, { $limit: 1 }]", "[{ _id: 'abc', count: 2 }]")]
    [InlineData("[{ $bucket: { groupBy: '$price', boundaries: [0, 10, 15], default: 'more', output: { n: { $sum: 1 } } } }]", "[{ _id: 0, n: 1 }, { _id: 10, n: 2 }, { _id: 'more', n: 1 }]")]
    [InlineData("[{ $bucketAuto: { groupBy: '$price', buckets: 2 } }]", "[{ _id: { min: 5, max: 20 }, count: 3 }, { _id: { min: 20, max: 20 }, count: 1 }]")]
    [InlineData("[{ $match: { _id: { $lte: 3 } } }, { $lookup: { from: 'stock', localField: 'item', foreignField: 'sku', as: 's' } }, { $project: { s: '$s._id' } }]", "[{ _id: 1, s: [1, 2] }, { _id: 2, s: [3] }, { _id: 3, s: [] }]")]
    [InlineData("[{ $match: { _id: { $lte: 2 } } }, { $lookup: { from: 'stock', let: { item: '$item', n: '$n' }, pipeline: [{ $match: { $expr: { $and: [{ $eq: ['$sku', '$$item'] }, { $gte: ['$q', '$$n'] }] } } }, { $project: { _id: 0, where: 1, n: '$$n' } }], as: 's' } }, { $project: { s: 1 } }]",
        "[{ _id: 1, s: [{ where: 'A', n: 2 }] }, { _id: 2, s: [{ where: 'A', n: 1 }] }]")]
    [InlineData("[{ $match: { _id: 1 } }, { $lookup: { from: 'stock', localField: 'item', foreignField: 'sku', pipeline: [{ $sort: { q: 1 } }, { $limit: 1 }], as: 's' } }, { $project: { s: '$s.q' } }]", "[{ _id: 1, s: [1] }]")]
    [InlineData("[{ $match: { _id: 4 } }, { $project: { item: 1 } }, { $unionWith: { coll: 'stock', pipeline: [{ $match: { q: 7 } }] } }]", "[{ _id: 4, item: 'abc' }, { _id: 3, sku: 'jkl', where: 'A', q: 7 }]")]
    [InlineData("[{ $facet: { cheap: [{ $match: { price: { $lt: 10 } } }, { $project: { _id: 1 } }], all: [{ $count: 'n' }] } }]", "[{ cheap: [{ _id: 3 }], all: [{ n: 4 }] }]")]
    public void A_pipeline_gives(string stages, string? expected)
    {
        if (expected is null)
        {
            Should.Throw<CommandException>(() => Run(stages)).Code.ShouldBe(31254);
            return;
        }

        new BsonArray(Run(stages)).ShouldBeExactly(Bson.Array(expected));
    }

    [Theory]
    [InlineData("[1]", 14)]
    [InlineData("[{ $nonsense: 1 }]", 40324)]
    [InlineData("[{ $match: {}, $limit: 1 }]", 40323)]
    [InlineData("[{ $graphLookup: {} }]", 115)]
    [InlineData("[{ $changeStream: {} }]", 115)]
    [InlineData("[{ $match: 1 }]", 15959)]
    [InlineData("[{ $project: {} }]", 51272)]
    [InlineData("[{ $project: { a: 1, 'a.b': 1 } }]", 31249)]
    [InlineData("[{ $project: { 'a.b': 1, a: 1 } }]", 31250)]
    [InlineData("[{ $project: { a: 0, b: 1 } }]", 31253)]
    [InlineData("[{ $group: { n: { $sum: 1 } } }]", 15955)]
    [InlineData("[{ $group: { _id: 1, n: 1 } }]", 40234)]
    [InlineData("[{ $group: { _id: 1, n: { $nonsense: 1 } } }]", 15952)]
    [InlineData("[{ $sort: {} }]", 15976)]
    [InlineData("[{ $sort: { a: 2 } }]", 15975)]
    [InlineData("[{ $limit: 0 }]", 15958)]
    [InlineData("[{ $unwind: 'a' }]", 28818)]
    [InlineData("[{ $count: '$a' }]", 40158)]
    [InlineData("[{ $sample: { size: -1 } }]", 28747)]
    [InlineData("[{ $out: 'x' }, { $limit: 1 }]", 40601)]
    [InlineData("[{ $facet: { a: [{ $out: 'x' }] } }]", 40600)]
    [InlineData("[{ $lookup: { from: 'x', as: 'y' } }]", 9)]
    [InlineData("[{ $lookup: { from: 'x', as: 'y', pipeline: [{ $out: 'z' }] } }]", 51047)]
    [InlineData("[{ $replaceRoot: { newRoot: '$price' } }]", 40228)]
    [InlineData("[{ $bucket: { groupBy: '$price', boundaries: [5, 1] } }]", 40194)]
    public void A_pipeline_that_is_none_is_refused_with_MongoDBs_code(string stages, int code) =>
        Should.Throw<CommandException>(() => Run(stages)).Code.ShouldBe(code);

    [Fact]
    public void Out_replaces_a_collection()
    {
        var source = Source();
        Run("[{ $match: { _id: 1 } }, { $project: { item: 1 } }, { $out: 'stock' }]", source).ShouldBeEmpty();

        new BsonArray(source["stock"]).ShouldBeExactly(Bson.Array("[{ _id: 1, item: 'abc' }]"));
    }

    [Theory]
    [InlineData("'merge'", "[{ _id: 1, sku: 'abc', where: 'A', q: 0 }, { _id: 9, q: 1 }]")]
    [InlineData("'replace'", "[{ _id: 1, q: 0 }, { _id: 9, q: 1 }]")]
    [InlineData("'keepExisting'", "[{ _id: 1, sku: 'abc', where: 'A', q: 5 }, { _id: 9, q: 1 }]")]
    [InlineData("[{ $set: { q: { $add: ['$q', '$$new.q', 1] } } }]", "[{ _id: 1, sku: 'abc', where: 'A', q: 6 }, { _id: 9, q: 1 }]")]
    public void Merge_does_what_is_asked_when_there_is_a_match(string whenMatched, string expected)
    {
        var source = new MemorySource { ["stock"] = Documents("[{ _id: 1, sku: 'abc', where: 'A', q: 5 }]"), ["sales"] = Documents("[{ _id: 1, q: 0 }, { _id: 9, q: 1 }]") };
        MemorySource.Drain(Pipeline.Parse(Bson.Array($"[{{ $merge: {{ into: 'stock', whenMatched: {whenMatched} }} }}]")), source.Documents("sales"), source);

        new BsonArray(source["stock"]).ShouldBeExactly(Bson.Array(expected));
    }

    [Fact]
    public void The_lead_is_what_a_collection_can_answer_by_itself()
    {
        var lead = Pipeline.Parse(Bson.Array("[{ $match: { a: 1 } }, { $sort: { b: -1 } }, { $limit: 5 }, { $count: 'n' }]")).Lead(DateTime.UnixEpoch);

        lead.Filter.Bounds.Keys.ShouldBe(["a"]);
        lead.Sort!.Keys.Single().Path.Text.ShouldBe("b");
        lead.Limit.ShouldBe(5);
        lead.Rest.Stages.Count.ShouldBe(1);
    }

    [Fact]
    public void A_group_beyond_its_memory_is_refused()
    {
        var text = new string('x', 1_000_000);
        var documents = Enumerable.Range(0, 120).Select(i => new BsonDocument { { "_id", i }, { "t", text + i } }).ToAsyncEnumerable();

        Should.Throw<CommandException>(() => MemorySource.Drain(Pipeline.Parse(Bson.Array("[{ $group: { _id: 1, t: { $push: '$t' } } }]")), documents, Source())).Code.ShouldBe(292);
        Should.Throw<CommandException>(() => MemorySource.Drain(Pipeline.Parse(Bson.Array("[{ $sort: { t: 1 } }]")), documents, Source())).Code.ShouldBe(292);
    }

    [Theory]
    [InlineData("{ $reduce: { input: { $range: [0, 60] }, initialValue: 1, in: ['$$value', '$$value'] } }", 146)]
    [InlineData("{ $reduce: { input: { $range: [0, 60] }, initialValue: 'abcdefgh', in: { $concat: ['$$value', '$$value'] } } }", 146)]
    [InlineData("{ $map: { input: { $range: [0, 1000000] }, in: { $range: [0, 1000000] } } }", 146)]
    [InlineData("{ $let: { vars: { a: { $range: [0, 4000000] } }, in: { $let: { vars: { b: ['$$a', '$$a', '$$a', '$$a'] }, in: ['$$b', '$$b', '$$b', '$$b'] } } } }", 10334)]
    public void A_value_that_grows_without_bounds_is_refused(string expression, int code) =>
        Should.Throw<CommandException>(() => Run($"[{{ $project: {{ x: {expression} }} }}]")).Code.ShouldBe(code);

    private static List<BsonDocument> Documents(string json) => [.. Bson.Array(json).Cast<BsonDocument>()];

    private static MemorySource Source() => new() { ["sales"] = Documents(Sales), ["stock"] = Documents(Stock) };

    private static List<BsonDocument> Run(string stages, MemorySource? source = null)
    {
        source ??= Source();
        return MemorySource.Drain(Pipeline.Parse(Bson.Array(stages)), source.Documents("sales"), source);
    }
}
