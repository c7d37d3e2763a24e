using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Updates;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Query;

public sealed class UpdateTests
{
    private static readonly DateTime Now = new(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc);

    [Theory]
    [InlineData("{ $set: { a: 2 } }", "{ a: 1 }", "{ a: 2 }")]
    [InlineData("{ $set: { c: 1, 'b.x': 2 } }", "{ a: 1 }", "{ a: 1, b: { x: 2 }, c: 1 }")]
    [InlineData("{ $set: { 'a.2': 5 } }", "{ a: [1] }", "{ a: [1, null, 5] }")]
    [InlineData("{ $set: { 'a.0.b': 5 } }", "{ a: [{ b: 1 }] }", "{ a: [{ b: 5 }] }")]
    [InlineData("{ $set: { 'a.0': 5 } }", "{ }", "{ a: { '0': 5 } }")]
    [InlineData("{ $unset: { a: '' } }", "{ a: 1, b: 2 }", "{ b: 2 }")]
    [InlineData("{ $unset: { 'a.0': '' } }", "{ a: [1, 2] }", "{ a: [null, 2] }")]
    [InlineData("{ $unset: { 'a.b.c': '' } }", "{ a: 1 }", "{ a: 1 }")]
    [InlineData("{ $inc: { a: 2 } }", "{ a: 1 }", "{ a: 3 }")]
    [InlineData("{ $inc: { a: 1 } }", "{ a: 2147483647 }", "{ a: NumberLong('2147483648') }")]
    [InlineData("{ $inc: { a: 1.5 } }", "{ }", "{ a: 1.5 }")]
    [InlineData("{ $inc: { a: NumberDecimal('0.1') } }", "{ a: NumberDecimal('0.2') }", "{ a: NumberDecimal('0.3') }")]
    [InlineData("{ $mul: { a: 3, b: NumberLong(2) } }", "{ a: 2 }", "{ a: 6, b: NumberLong(0) }")]
    [InlineData("{ $min: { a: 1 }, $max: { b: 9, c: 'x' } }", "{ a: 5, b: 5, c: 5 }", "{ a: 1, b: 9, c: 'x' }")]
    [InlineData("{ $rename: { a: 'b.c' } }", "{ a: 1, d: 2 }", "{ d: 2, b: { c: 1 } }")]
    [InlineData("{ $rename: { x: 'y' } }", "{ a: 1 }", "{ a: 1 }")]
    [InlineData("{ $bit: { a: { and: 12, or: 1 } } }", "{ a: 10 }", "{ a: 9 }")]
    [InlineData("{ $setOnInsert: { b: 1 } }", "{ a: 1 }", "{ a: 1 }")]
    [InlineData("{ $currentDate: { a: true } }", "{ }", "{ a: ISODate('2024-05-06T07:08:09Z') }")]
    [InlineData("{ $push: { a: 3 } }", "{ a: [1] }", "{ a: [1, 3] }")]
    [InlineData("{ $push: { a: { $each: [5, 1, 3], $sort: -1, $slice: 3 } } }", "{ a: [4, 2] }", "{ a: [5, 4, 3] }")]
    [InlineData("{ $push: { a: { $each: [9, 8], $position: 1 } } }", "{ a: [1, 2] }", "{ a: [1, 9, 8, 2] }")]
    [InlineData("{ $push: { a: { $each: [9], $position: -1 } } }", "{ a: [1, 2] }", "{ a: [1, 9, 2] }")]
    [InlineData("{ $push: { a: { $each: [{ s: 1 }], $sort: { s: 1 }, $slice: -1 } } }", "{ a: [{ s: 3 }] }", "{ a: [{ s: 3 }] }")]
    [InlineData("{ $push: { a: [1] } }", "{ }", "{ a: [[1]] }")]
    [InlineData("{ $addToSet: { a: { $each: [1, 2, 2.0] } } }", "{ a: [1] }", "{ a: [1, 2] }")]
    [InlineData("{ $addToSet: { a: [1] } }", "{ a: [1] }", "{ a: [1, [1]] }")]
    [InlineData("{ $pull: { a: { $gte: 2 } } }", "{ a: [1, 2, 3] }", "{ a: [1] }")]
    [InlineData("{ $pull: { a: { b: 1 } } }", "{ a: [{ b: 1, c: 2 }, { b: 2 }] }", "{ a: [{ b: 2 }] }")]
    [InlineData("{ $pull: { a: 1 } }", "{ a: [1, 1.0, '1'] }", "{ a: ['1'] }")]
    [InlineData("{ $pullAll: { a: [1, 3] } }", "{ a: [1, 2, 3] }", "{ a: [2] }")]
    [InlineData("{ $pop: { a: 1, b: -1 } }", "{ a: [1, 2], b: [1, 2] }", "{ a: [1], b: [2] }")]
    [InlineData("{ $set: { 'a.$[]': 0 } }", "{ a: [1, 2] }", "{ a: [0, 0] }")]
    [InlineData("{ $inc: { 'a.$[].b': 1 } }", "{ a: [{ b: 1 }, { b: 2 }] }", "{ a: [{ b: 2 }, { b: 3 }] }")]
    [InlineData("{ b: 1 }", "{ _id: 7, a: 1 }", "{ _id: 7, b: 1 }")]
    [InlineData("{ }", "{ _id: 7, a: 1 }", "{ _id: 7 }")]
    public void An_update_changes_a_document(string update, string document, string expected) =>
        Apply(update, document).Updated.ShouldBeExactly(Bson.Doc(expected));

    [Fact]
    public void A_pipeline_updates_by_expressions() =>
        Update.Parse(Bson.Array("[{ $set: { total: { $add: ['$a', '$b'] }, at: '$$NOW' } }, { $unset: 'a' }]"))
            .Apply(Bson.Doc("{ _id: 1, a: 1, b: 2 }"), null, isInsert: false, Now).Updated
            .ShouldBeExactly(Bson.Doc("{ _id: 1, b: 2, total: 3, at: ISODate('2024-05-06T07:08:09Z') }"));

    [Fact]
    public void The_positional_operator_means_the_element_that_matched() =>
        Update.Parse(Bson.Doc("{ $set: { 'a.$.ok': true } }"))
            .Apply(Bson.Doc("{ _id: 1, a: [{ x: 1 }, { x: 2 }] }"), Filter.Parse(Bson.Doc("{ 'a.x': 2 }")), isInsert: false, Now).Updated
            .ShouldBeExactly(Bson.Doc("{ _id: 1, a: [{ x: 1 }, { x: 2, ok: true }] }"));

    [Fact]
    public void Array_filters_choose_elements() =>
        Update.Parse(Bson.Doc("{ $set: { 'a.$[low].ok': false, 'b.$[n]': 0 } }"), Bson.Array("[{ 'low.x': { $lt: 2 } }, { n: { $gte: 5 } }]"))
            .Apply(Bson.Doc("{ a: [{ x: 1 }, { x: 2 }], b: [4, 5, 6] }"), null, isInsert: false, Now).Updated
            .ShouldBeExactly(Bson.Doc("{ a: [{ x: 1, ok: false }, { x: 2 }], b: [4, 0, 0] }"));

    [Theory]
    [InlineData("{ $set: { a: 1 } }", "{ a: 1 }", false)]
    [InlineData("{ $set: { a: NumberLong(1) } }", "{ a: 1 }", true)]
    [InlineData("{ $inc: { a: 0 } }", "{ a: 1 }", false)]
    [InlineData("{ $min: { a: 5 } }", "{ a: 1 }", false)]
    [InlineData("{ $unset: { b: 1 } }", "{ a: 1 }", false)]
    [InlineData("{ $addToSet: { a: 1 } }", "{ a: [1] }", false)]
    [InlineData("{ $pull: { a: 9 } }", "{ a: [1] }", false)]
    [InlineData("{ a: 1 }", "{ a: 1 }", false)]
    public void What_does_not_change_is_not_modified(string update, string document, bool modified) =>
        Apply(update, document).Modified.ShouldBe(modified);

    [Theory]
    [InlineData("{ $set: { a: 1, 'a.b': 2 } }", "{ }", 40)]
    [InlineData("{ $set: { a: 1 }, $inc: { a: 1 } }", "{ }", 40)]
    [InlineData("{ $set: { _id: 2 } }", "{ _id: 1 }", 66)]
    [InlineData("{ _id: 2, a: 1 }", "{ _id: 1 }", 66)]
    [InlineData("{ $unset: { _id: 1 } }", "{ _id: 1 }", 66)]
    [InlineData("{ $inc: { a: 'x' } }", "{ a: 1 }", 14)]
    [InlineData("{ $inc: { a: 1 } }", "{ a: 'x' }", 14)]
    [InlineData("{ $inc: { a: 1 } }", "{ a: NumberLong('9223372036854775807') }", 2)]
    [InlineData("{ $push: { a: 1 } }", "{ a: 1 }", 2)]
    [InlineData("{ $pop: { a: 2 } }", "{ a: [1] }", 9)]
    [InlineData("{ $pop: { a: 1 } }", "{ a: 1 }", 14)]
    [InlineData("{ $pull: { a: 1 } }", "{ a: 1 }", 2)]
    [InlineData("{ $set: { 'a.b': 1 } }", "{ a: 1 }", 28)]
    [InlineData("{ $set: { 'a.b': 1 } }", "{ a: [1] }", 28)]
    [InlineData("{ $set: { 'a.$': 1 } }", "{ a: [1] }", 2)]
    [InlineData("{ $set: { 'a.$[]': 1 } }", "{ a: 1 }", 2)]
    [InlineData("{ $set: { 'a.$[]': 1 } }", "{ }", 2)]
    [InlineData("{ $set: { 'a.$[x]': 1 } }", "{ a: [1] }", 2)]
    [InlineData("{ $set: { '': 1 } }", "{ }", 56)]
    [InlineData("{ $set: { 'a..b': 1 } }", "{ }", 56)]
    [InlineData("{ $nonsense: { a: 1 } }", "{ }", 9)]
    [InlineData("{ $set: 1 }", "{ }", 9)]
    [InlineData("{ a: 1, $set: { b: 1 } }", "{ }", 52)]
    [InlineData("{ $rename: { a: 'a' } }", "{ a: 1 }", 2)]
    [InlineData("{ $rename: { 'a.b': 'c' } }", "{ a: [{ b: 1 }] }", 2)]
    [InlineData("{ $currentDate: { a: 'x' } }", "{ }", 2)]
    [InlineData("{ $bit: { a: { nand: 1 } } }", "{ a: 1 }", 2)]
    [InlineData("{ $set: { 'a.2000000': 1 } }", "{ a: [] }", 2)]
    public void An_update_that_cannot_be_is_refused_with_MongoDBs_code(string update, string document, int code) =>
        Should.Throw<CommandException>(() => Apply(update, document)).Code.ShouldBe(code);

    [Fact]
    public void A_filter_for_elements_that_is_not_used_is_refused() =>
        Should.Throw<CommandException>(() => Update.Parse(Bson.Doc("{ $set: { a: 1 } }"), Bson.Array("[{ x: 1 }]"))).Code.ShouldBe(9);

    [Theory]
    [InlineData("{ _id: 5, a: 1, 'b.c': { $eq: 2 }, d: { $gt: 1 } }", "{ $set: { e: 1 }, $setOnInsert: { f: 2 } }", "{ _id: 5, a: 1, b: { c: 2 }, e: 1, f: 2 }")]
    [InlineData("{ $and: [{ _id: 5 }, { a: { $in: [3] } }], $or: [{ x: 1 }, { y: 1 }] }", "{ $inc: { a: 1 } }", "{ _id: 5, a: 4 }")]
    [InlineData("{ _id: 5, a: 1 }", "{ b: 2 }", "{ _id: 5, b: 2 }")]
    public void An_upsert_begins_with_the_equalities_of_its_query(string query, string update, string expected) =>
        Update.Parse(Bson.Doc(update)).Upsert(Filter.Parse(Bson.Doc(query)), Now).ShouldBeExactly(Bson.Doc(expected));

    [Fact]
    public void An_upsert_without_an_id_makes_one() =>
        Update.Parse(Bson.Doc("{ $set: { a: 1 } }")).Upsert(Filter.Parse([]), Now).GetElement(0).ShouldSatisfyAllConditions(
            id => id.Name.ShouldBe("_id"), id => id.Value.BsonType.ShouldBe(BsonType.ObjectId));

    [Fact]
    public void An_upsert_refuses_two_values_for_one_path() =>
        Should.Throw<CommandException>(() => Update.Parse(Bson.Doc("{ $set: { z: 1 } }")).Upsert(Filter.Parse(Bson.Doc("{ a: 1, 'a.b': 2 }")), Now)).Code.ShouldBe(54);

    [Fact]
    public void The_document_given_is_not_changed()
    {
        var document = Bson.Doc("{ a: [1, { b: 2 }] }");
        Update.Parse(Bson.Doc("{ $set: { 'a.1.b': 3 }, $unset: { x: 1 } }")).Apply(document, null, isInsert: false, Now);

        document.ShouldBeExactly(Bson.Doc("{ a: [1, { b: 2 }] }"));
    }

    private static (BsonDocument Updated, bool Modified) Apply(string update, string document) =>
        Update.Parse(Bson.Doc(update)).Apply(Bson.Doc(document), null, isInsert: false, Now);
}
