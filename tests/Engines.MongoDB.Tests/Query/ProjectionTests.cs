using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Projections;
using Lab.Engines.MongoDB.Query.Sorting;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Query;

public sealed class ProjectionTests
{
    private const string Document = "{ _id: 1, a: 1, b: { c: 2, d: 3 }, arr: [1, 2, 3, 4], docs: [{ x: 1, y: 1 }, { x: 2, y: 2 }, 5] }";

    [Theory]
    [InlineData("{ }", Document)]
    [InlineData("{ a: 1 }", "{ _id: 1, a: 1 }")]
    [InlineData("{ a: true, _id: 0 }", "{ a: 1 }")]
    [InlineData("{ 'b.c': 1, nowhere: 1 }", "{ _id: 1, b: { c: 2 } }")]
    [InlineData("{ b: { d: 1 } }", "{ _id: 1, b: { d: 3 } }")]
    [InlineData("{ 'docs.x': 1 }", "{ _id: 1, docs: [{ x: 1 }, { x: 2 }] }")]
    [InlineData("{ 'docs.x': 0, arr: 0, b: 0 }", "{ _id: 1, a: 1, docs: [{ y: 1 }, { y: 2 }, 5] }")]
    [InlineData("{ _id: 0, arr: 0, docs: 0 }", "{ a: 1, b: { c: 2, d: 3 } }")]
    [InlineData("{ _id: 1 }", "{ _id: 1 }")]
    [InlineData("{ 'a.z': 1 }", "{ _id: 1 }")]
    [InlineData("{ sum: { $add: ['$a', '$b.c'] }, text: 'as is', ref: '$a' }", "{ _id: 1, sum: 3, text: 'as is', ref: 1 }")]
    [InlineData("{ arr: { $slice: 2 }, docs: 0, b: 0 }", "{ _id: 1, a: 1, arr: [1, 2] }")]
    [InlineData("{ arr: { $slice: -1 }, a: 1 }", "{ _id: 1, a: 1, arr: [4] }")]
    [InlineData("{ a: 1, arr: { $slice: [1, 2] } }", "{ _id: 1, a: 1, arr: [2, 3] }")]
    [InlineData("{ docs: { $elemMatch: { x: 2 } } }", "{ _id: 1, docs: [{ x: 2, y: 2 }] }")]
    [InlineData("{ docs: { $elemMatch: { x: 9 } } }", "{ _id: 1 }")]
    public void A_projection_gives(string projection, string expected) =>
        Projection.Parse(Bson.Doc(projection)).Apply(Bson.Doc(Document)).ShouldBeExactly(Bson.Doc(expected));

    [Fact]
    public void The_positional_operator_gives_the_element_that_matched() =>
        Projection.Parse(Bson.Doc("{ 'docs.$': 1 }")).Apply(Bson.Doc(Document), Filter.Parse(Bson.Doc("{ 'docs.x': 2 }")))
            .ShouldBeExactly(Bson.Doc("{ _id: 1, docs: [{ x: 2, y: 2 }] }"));

    [Theory]
    [InlineData("{ a: 1, b: 0 }", 31254)]
    [InlineData("{ a: 0, b: 1 }", 31253)]
    [InlineData("{ a: {} }", 51270)]
    [InlineData("{ a: { $nonsense: 1 } }", 168)]
    [InlineData("{ 'a.b': { $elemMatch: { x: 1 } } }", 31275)]
    [InlineData("{ a: { $meta: 'textScore' } }", 115)]
    [InlineData("{ 'docs.$': 1 }", 51246)]
    public void A_projection_that_is_none_is_refused_with_MongoDBs_code(string projection, int code) =>
        Should.Throw<CommandException>(() => Projection.Parse(Bson.Doc(projection)).Apply(Bson.Doc(Document))).Code.ShouldBe(code);

    [Theory]
    [InlineData("{ a: 1 }", "[2, 1, 0, 3]")]
    [InlineData("{ a: -1 }", "[3, 0, 1, 2]")]
    [InlineData("{ 'b.c': 1, _id: -1 }", "[3, 2, 1, 0]")]
    public void A_sort_takes_arrays_by_their_least_or_greatest_element(string order, string ids)
    {
        BsonDocument[] documents = [Bson.Doc("{ _id: 0, a: 5, b: { c: 9 } }"), Bson.Doc("{ _id: 1, a: 3, b: [{ c: 8 }, { c: 9 }] }"), Bson.Doc("{ _id: 2, b: { c: 7 } }"), Bson.Doc("{ _id: 3, a: [6, 8] }")];

        new BsonArray(Sort(order, documents).Select(d => d["_id"])).ShouldBeExactly(Bson.Array(ids));
    }

    [Fact]
    public void A_sort_over_arrays_side_by_side_is_refused() =>
        Should.Throw<CommandException>(() => Sort("{ a: 1, b: 1 }", [Bson.Doc("{ a: [1], b: [2] }")])).Code.ShouldBe(2);

    [Fact]
    public void A_sort_with_a_limit_keeps_the_first_ones()
    {
        var sorter = new DocumentSorter(SortSpec.Parse(Bson.Doc("{ k: 1 }")), limit: 3);
        foreach (var i in Enumerable.Range(0, 5000))
        {
            sorter.Add(new BsonDocument { { "_id", i }, { "k", (i * 7919) % 5000 } });
        }

        sorter.Sorted().Select(d => d["k"].AsInt32).ShouldBe([0, 1, 2]);
    }

    private static IEnumerable<BsonDocument> Sort(string order, BsonDocument[] documents)
    {
        var sorter = new DocumentSorter(SortSpec.Parse(Bson.Doc(order)));
        Array.ForEach(documents, sorter.Add);
        return sorter.Sorted();
    }
}
