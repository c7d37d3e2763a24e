using CsCheck;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Updates;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Query;

/// <summary>What holds for all documents.</summary>
public sealed class LawTests
{
    private static readonly string[] Operators = ["$eq", "$gt", "$gte", "$lt", "$lte"];
    private static readonly Gen<string> Paths = Gen.OneOf("a", "b", "c", "a.b", "a.0", "x.y");
    private static readonly Gen<BsonDocument> Documents = BsonGen.DocumentOf(Gen.OneOf("a", "b", "c", "x", "y"), BsonGen.ValueOf(Gen.OneOf("a", "b", "y", "0"), 2));
    private static readonly Gen<BsonValue> Operands = BsonGen.Scalar.Where(v => v is not (BsonRegularExpression or BsonUndefined));

    [Fact]
    public void A_filter_and_its_negation_divide_all_documents() =>
        Gen.Select(Paths, Gen.OneOf(Operators), Operands, Documents).Sample((path, name, operand, document) =>
        {
            var condition = new BsonDocument(name, operand);
            var matches = Matches(Of(path, condition), document);
            Matches(Of(path, new BsonDocument("$not", condition)), document).ShouldBe(!matches);
            Matches(Of("$nor", new BsonArray { Of(path, condition) }), document).ShouldBe(!matches);
        }, iter: 20_000);

    [Fact]
    public void In_is_one_of_several_equalities() =>
        Gen.Select(Paths, Operands, Operands, Documents).Sample((path, x, y, document) =>
        {
            var either = Matches(Of(path, new BsonDocument("$eq", x)), document) || Matches(Of(path, new BsonDocument("$eq", y)), document);
            Matches(Of(path, new BsonDocument("$in", new BsonArray { x, y })), document).ShouldBe(either);
            Matches(Of(path, new BsonDocument("$nin", new BsonArray { x, y })), document).ShouldBe(!either);
        }, iter: 20_000);

    [Fact]
    public void A_raw_document_matches_as_an_ordinary_one_does() =>
        Gen.Select(Paths, Gen.OneOf(Operators), Operands, Documents).Sample((path, name, operand, document) =>
        {
            using var raw = new RawBsonDocument(document.ToBson());
            var filter = Of(path, new BsonDocument(name, operand));
            Matches(filter, raw).ShouldBe(Matches(filter, document));
        }, iter: 5_000);

    [Fact]
    public void What_is_pushed_is_found() =>
        Gen.Select(Operands, Documents).Sample((value, document) =>
        {
            document["list"] = new BsonArray { 1, "x" };
            var pushed = Apply("$push", value is BsonDocument ? new BsonDocument("$each", new BsonArray { value }) : value, document);
            Matches(Of("list", new BsonDocument("$eq", value)), pushed).ShouldBeTrue();
            Matches(Of("list", new BsonDocument("$size", 3)), pushed).ShouldBeTrue();
        }, iter: 5_000);

    [Fact]
    public void Inc_adds_and_takes_away_whole_numbers_exactly() =>
        Gen.Select(Gen.Int, Gen.Int).Sample((start, step) =>
        {
            var once = Apply("$inc", step, new BsonDocument("list", start));
            once["list"].ToInt64().ShouldBe((long)start + step);
            Apply("$inc", -(long)step, once)["list"].ToInt64().ShouldBe(start);
        }, iter: 10_000);

    [Fact]
    public void Mul_multiplies_whole_numbers_exactly() =>
        Gen.Select(Gen.Int, Gen.Int).Sample((start, factor) =>
            Apply("$mul", factor, new BsonDocument("list", start))["list"].ToInt64().ShouldBe((long)start * factor), iter: 10_000);

    /// <summary>A document of one field; the driver's constructor of that form takes no field of a static type more special than a value.</summary>
    private static BsonDocument Of(string name, BsonValue value) => new(name, value);

    private static bool Matches(BsonDocument filter, BsonDocument document) => Filter.Parse(filter).Matches(document);

    private static BsonDocument Apply(string name, BsonValue operand, BsonDocument document) =>
        Update.Parse(Of(name, Of("list", operand))).Apply(document, null, isInsert: false, DateTime.UnixEpoch).Updated;
}
