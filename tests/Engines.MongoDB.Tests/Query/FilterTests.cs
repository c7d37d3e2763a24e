using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Filters;

namespace Lab.Engines.MongoDB.Tests.Query;

public sealed class FilterTests
{
    [Theory]
    // equality
    [InlineData("{ a: 1 }", "{ a: 1 }", true)]
    [InlineData("{ a: 1 }", "{ a: 1.0 }", true)]
    [InlineData("{ a: 1 }", "{ a: NumberLong(1) }", true)]
    [InlineData("{ a: 1 }", "{ a: NumberDecimal('1.00') }", true)]
    [InlineData("{ a: 1 }", "{ a: '1' }", false)]
    [InlineData("{ a: 1 }", "{ a: [3, 1] }", true)]
    [InlineData("{ a: [3, 1] }", "{ a: [3, 1] }", true)]
    [InlineData("{ a: [3, 1] }", "{ a: [1, 3] }", false)]
    [InlineData("{ a: [3, 1] }", "{ a: [[3, 1], 2] }", true)]
    [InlineData("{ a: { b: 1, c: 2 } }", "{ a: { b: 1, c: 2 } }", true)]
    [InlineData("{ a: { b: 1, c: 2 } }", "{ a: { c: 2, b: 1 } }", false)]
    [InlineData("{ a: {} }", "{ a: {} }", true)]
    // null is what is missing, too
    [InlineData("{ a: null }", "{ }", true)]
    [InlineData("{ a: null }", "{ a: null }", true)]
    [InlineData("{ a: null }", "{ a: 0 }", false)]
    [InlineData("{ a: null }", "{ a: [1, null] }", true)]
    [InlineData("{ a: null }", "{ a: [] }", false)]
    [InlineData("{ a: { $ne: null } }", "{ }", false)]
    [InlineData("{ 'a.b': null }", "{ a: {} }", true)]
    [InlineData("{ 'a.b': null }", "{ a: 4 }", true)]
    [InlineData("{ 'a.b': null }", "{ a: [{ b: 3 }, {}] }", true)]
    [InlineData("{ 'a.b': null }", "{ a: [{ b: 3 }] }", false)]
    [InlineData("{ 'a.b': null }", "{ a: [] }", false)]
    [InlineData("{ 'a.b': null }", "{ a: [1, 2] }", false)]
    // paths through arrays
    [InlineData("{ 'a.b': 1 }", "{ a: [{ b: 0 }, { b: 1 }] }", true)]
    [InlineData("{ 'a.b': 1 }", "{ a: [[{ b: 1 }]] }", false)]
    [InlineData("{ 'a.0': 1 }", "{ a: [1, 2] }", true)]
    [InlineData("{ 'a.1': 1 }", "{ a: [1, 2] }", false)]
    [InlineData("{ 'a.1.b': 1 }", "{ a: [5, { b: 1 }] }", true)]
    [InlineData("{ 'a.0': 1 }", "{ a: [{ '0': 1 }] }", true)]
    [InlineData("{ 'a.0.b': 1 }", "{ a: { '0': { b: 1 } } }", true)]
    // order, within one type
    [InlineData("{ a: { $gt: 1 } }", "{ a: 2 }", true)]
    [InlineData("{ a: { $gt: 1 } }", "{ a: '2' }", false)]
    [InlineData("{ a: { $lt: 1 } }", "{ }", false)]
    [InlineData("{ a: { $gte: null } }", "{ }", true)]
    [InlineData("{ a: { $lte: 9007199254740993 } }", "{ a: 9007199254740992.0 }", true)]
    [InlineData("{ a: { $gt: NumberLong('9007199254740992') } }", "{ a: NumberLong('9007199254740993') }", true)]
    [InlineData("{ a: { $gt: 5, $lt: 3 } }", "{ a: [1, 7] }", true)]
    [InlineData("{ a: { $lt: NaN } }", "{ a: 1 }", false)]
    [InlineData("{ a: { $lte: NaN } }", "{ a: NaN }", true)]
    [InlineData("{ a: { $gt: MinKey } }", "{ a: null }", true)]
    [InlineData("{ a: { $lt: MaxKey } }", "{ a: 'x' }", true)]
    // sets of values
    [InlineData("{ a: { $in: [1, 2] } }", "{ a: 2.0 }", true)]
    [InlineData("{ a: { $in: [null] } }", "{ }", true)]
    [InlineData("{ a: { $in: [/^x/] } }", "{ a: 'xy' }", true)]
    [InlineData("{ a: { $in: [] } }", "{ a: 1 }", false)]
    [InlineData("{ a: { $nin: [1, 2] } }", "{ a: [2, 3] }", false)]
    [InlineData("{ a: { $nin: [1] } }", "{ }", true)]
    // logic
    [InlineData("{ $or: [{ a: 1 }, { b: 1 }] }", "{ b: 1 }", true)]
    [InlineData("{ $nor: [{ a: 1 }, { b: 1 }] }", "{ b: 1 }", false)]
    [InlineData("{ $and: [{ a: 1 }, { b: 1 }] }", "{ b: 1 }", false)]
    [InlineData("{ a: { $not: { $gt: 1 } } }", "{ }", true)]
    [InlineData("{ a: { $not: { $gt: 1 } } }", "{ a: [0, 2] }", false)]
    [InlineData("{ a: { $not: /x/ } }", "{ a: 'y' }", true)]
    // elements
    [InlineData("{ a: { $exists: true } }", "{ a: null }", true)]
    [InlineData("{ a: { $exists: false } }", "{ a: null }", false)]
    [InlineData("{ 'a.b': { $exists: false } }", "{ a: [] }", true)]
    [InlineData("{ a: { $type: 'string' } }", "{ a: [1, 'x'] }", true)]
    [InlineData("{ a: { $type: 'array' } }", "{ a: [] }", true)]
    [InlineData("{ a: { $type: 'number' } }", "{ a: NumberDecimal('1') }", true)]
    [InlineData("{ a: { $type: [2, 16] } }", "{ a: 1.5 }", false)]
    // text
    [InlineData("{ a: /^AB/i }", "{ a: 'abc' }", true)]
    [InlineData("{ a: { $regex: '^b', $options: 'm' } }", "{ a: 'a\\nb' }", true)]
    [InlineData("{ a: { $regex: 'a.b', $options: 's' } }", "{ a: 'a\\nb' }", true)]
    [InlineData("{ a: /1/ }", "{ a: 1 }", false)]
    // arrays
    [InlineData("{ a: { $size: 2 } }", "{ a: [1, [2, 3]] }", true)]
    [InlineData("{ a: { $size: 2 } }", "{ a: [[1, 2]] }", false)]
    [InlineData("{ a: { $all: [1, 2] } }", "{ a: [2, 3, 1] }", true)]
    [InlineData("{ a: { $all: [1] } }", "{ a: 1 }", true)]
    [InlineData("{ a: { $all: [[1, 2]] } }", "{ a: [1, 2] }", true)]
    [InlineData("{ a: { $all: [] } }", "{ a: [] }", false)]
    [InlineData("{ a: { $elemMatch: { $gt: 1, $lt: 3 } } }", "{ a: [0, 2] }", true)]
    [InlineData("{ a: { $elemMatch: { $gt: 1, $lt: 3 } } }", "{ a: [0, 4] }", false)]
    [InlineData("{ a: { $elemMatch: { b: 1, c: 2 } } }", "{ a: [{ b: 1 }, { c: 2 }] }", false)]
    [InlineData("{ a: { $elemMatch: { b: 1, c: 2 } } }", "{ a: [{ b: 1, c: 2 }] }", true)]
    [InlineData("{ a: { $elemMatch: { $not: { $gt: 1 } } } }", "{ a: [5, 0] }", true)]
    [InlineData("{ a: { $elemMatch: { b: 1 } } }", "{ a: { b: 1 } }", false)]
    [InlineData("{ a: { $all: [{ $elemMatch: { b: 1 } }, { $elemMatch: { b: 2 } }] } }", "{ a: [{ b: 1 }, { b: 2 }] }", true)]
    // arithmetic on bits and remainders
    [InlineData("{ a: { $mod: [4, 1] } }", "{ a: 5.9 }", true)]
    [InlineData("{ a: { $mod: [4, 1] } }", "{ a: -3 }", false)]
    [InlineData("{ a: { $bitsAllSet: 5 } }", "{ a: 7 }", true)]
    [InlineData("{ a: { $bitsAnyClear: [0, 1] } }", "{ a: 3 }", false)]
    [InlineData("{ a: { $bitsAllClear: [0, 1] } }", "{ a: 4 }", true)]
    [InlineData("{ a: { $bitsAnySet: [200] } }", "{ a: -1 }", true)]
    // expressions
    [InlineData("{ $expr: { $gt: ['$a', '$b'] } }", "{ a: 2, b: 1 }", true)]
    [InlineData("{ $expr: { $eq: ['$a', null] } }", "{ }", false)]
    [InlineData("{ $alwaysTrue: 1 }", "{ }", true)]
    [InlineData("{ $alwaysFalse: 1 }", "{ }", false)]
    [InlineData("{ $sampleRate: 0 }", "{ }", false)]
    [InlineData("{ ref: { $ref: 'c', $id: 1 } }", "{ ref: { $ref: 'c', $id: 1 } }", true)]
    [InlineData("{ $comment: 'why', a: 1 }", "{ a: 1 }", true)]
    [InlineData("{ }", "{ a: 1 }", true)]
    public void A_filter_matches_as_MongoDB_says(string filter, string document, bool matches) =>
        Filter.Parse(Bson.Doc(filter)).Matches(Bson.Doc(document)).ShouldBe(matches);

    [Theory]
    [InlineData("{ a: { $nonsense: 1 } }", 2)]
    [InlineData("{ $nonsense: 1 }", 2)]
    [InlineData("{ $or: [] }", 2)]
    [InlineData("{ $or: 1 }", 2)]
    [InlineData("{ $and: [1] }", 2)]
    [InlineData("{ a: { $in: 1 } }", 2)]
    [InlineData("{ a: { $in: [{ $gt: 1 }] } }", 2)]
    [InlineData("{ a: { $size: -1 } }", 2)]
    [InlineData("{ a: { $size: 1.5 } }", 2)]
    [InlineData("{ a: { $mod: [0, 1] } }", 2)]
    [InlineData("{ a: { $mod: [1] } }", 2)]
    [InlineData("{ a: { $type: 'nothing' } }", 2)]
    [InlineData("{ a: { $regex: '(' } }", 51091)]
    [InlineData("{ a: { $regex: 'a', $options: 'q' } }", 51108)]
    [InlineData("{ a: { $options: 'i' } }", 2)]
    [InlineData("{ a: { $elemMatch: 1 } }", 2)]
    [InlineData("{ a: { $not: 1 } }", 2)]
    [InlineData("{ a: { $not: {} } }", 2)]
    [InlineData("{ a: { $bitsAllSet: -1 } }", 9)]
    [InlineData("{ a: { $bitsAllSet: 'x' } }", 2)]
    [InlineData("{ $expr: { $nonsense: 1 } }", 168)]
    [InlineData("{ $expr: '$$nowhere' }", 17276)]
    [InlineData("{ $where: 'true' }", 115)]
    [InlineData("{ $text: { $search: 'x' } }", 115)]
    [InlineData("{ a: { $near: [1, 2] } }", 115)]
    [InlineData("{ a: { $geoWithin: {} } }", 115)]
    [InlineData("{ $jsonSchema: {} }", 115)]
    public void A_filter_that_is_none_is_refused_with_MongoDBs_code(string filter, int code) =>
        Should.Throw<CommandException>(() => Filter.Parse(Bson.Doc(filter))).Code.ShouldBe(code);

    [Fact]
    public void Let_is_seen_by_expressions() =>
        Filter.Parse(Bson.Doc("{ $expr: { $eq: ['$a', '$$wanted'] } }"), Bson.Doc("{ wanted: 7 }")).Matches(Bson.Doc("{ a: 7 }")).ShouldBeTrue();

    [Theory]
    [InlineData("{ a: 3 }", "{ a: [1, 3] }", 1)]
    [InlineData("{ 'a.b': 3 }", "{ a: [{ b: 0 }, { b: [9, 9, 3] }] }", 1)]
    [InlineData("{ a: { $elemMatch: { $gt: 1 } } }", "{ a: [0, 1, 2] }", 2)]
    [InlineData("{ _id: 1, a: { $gte: 2 } }", "{ _id: 1, a: [0, 1, 2] }", 2)]
    [InlineData("{ a: 3 }", "{ a: 3 }", null)]
    public void The_position_is_that_in_the_outermost_array(string filter, string document, int? position) =>
        Filter.Parse(Bson.Doc(filter)).PositionIn(Bson.Doc(document)).ShouldBe(position);

    [Fact]
    public void Bounds_hold_what_every_match_fulfils()
    {
        var bounds = Filter.Parse(Bson.Doc("{ a: 1, b: { $gte: 2, $lt: 5 }, c: { $in: [1, 2, 1] }, $or: [{ d: 1 }, { e: 1 }], $and: [{ f: { $gt: 'x' } }], g: [1], h: /x/ }")).Bounds;

        bounds.Keys.Order().ShouldBe(["a", "b", "c", "f"]);
        bounds["a"].Values!.ShouldBe([1]);
        bounds["b"].Lower.ShouldBe(2);
        bounds["b"].LowerInclusive.ShouldBeTrue();
        bounds["b"].Upper.ShouldBe(5);
        bounds["b"].UpperInclusive.ShouldBeFalse();
        bounds["c"].Values!.ShouldBe([1, 2]);
        bounds["f"].Lower.ShouldBe("x");
        bounds["f"].Upper.ShouldBeNull();
    }
}
