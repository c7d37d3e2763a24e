using CsCheck;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Accumulators;
using Lab.Engines.MongoDB.Query.Aggregation;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Projections;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Updates;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Query;

/// <summary>Whatever a client sends as a query is answered or refused with a code: nothing else is thrown.</summary>
public sealed class MalformedTests
{
    private static readonly string[] FilterNames = ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$and", "$or", "$nor", "$not", "$exists", "$type", "$regex", "$options", "$size", "$all", "$elemMatch", "$mod", "$expr", "$bitsAllSet", "$bitsAnyClear", "$comment", "$nonsense", "$sampleRate"];
    private static readonly string[] Clauses = ["$each", "$position", "$slice", "$sort", "$nonsense", "and", "or", "$type"];
    private static readonly string[] Arguments = ["input", "in", "as", "cond", "vars", "if", "then", "else", "branches", "case", "default", "date", "format", "timezone", "unit", "amount", "startDate", "endDate", "n", "sortBy", "output", "to", "regex", "find", "replacement", "path", "from", "pipeline", "localField", "foreignField", "let", "into", "on", "groupBy", "boundaries", "buckets", "size", "newRoot", "coll", "chars", "inputs", "year", "field", "value", "dateString", "initialValue"];

    private static readonly Gen<BsonValue> Document = BsonGen.DocumentOf(BsonGen.Name, BsonGen.Value).Select(d => (BsonValue)d);

    /// <summary>Values that are expressions, too.</summary>
    private static readonly Gen<BsonValue> Plain = BsonGen.ValueOf(Gen.OneOf("a", "b", "k", "v"), 2);

    [Fact]
    public void Filters() => Check(Names(FilterNames), (query, document) =>
    {
        var filter = Filter.Parse(query);
        filter.Matches(document);
        filter.PositionIn(document);
    }, 30_000);

    [Fact]
    public void Projections_and_sorts() => Check(Names([.. FilterNames, "$slice", "$meta", .. ExpressionOperators.Names]), (query, document) =>
    {
        Attempt(() => Projection.Parse(query).Apply(document, Filter.Everything));
        SortSpec.Parse(query).Compare(document, query);
    }, 10_000);

    [Fact]
    public void Updates() =>
        Gen.Select(
            BsonGen.DocumentOf(
                Gen.OneOf(UpdateOperators.Names.Append("$nonsense").ToArray()),
                BsonGen.DocumentOf(BsonGen.Name, BsonGen.ValueOf(Names([.. Clauses, .. FilterNames]), 3)).Select(d => (BsonValue)d)),
            Document)
            .Sample((query, given) => Attempt(() =>
            {
                var document = given.AsBsonDocument;
                var update = Update.Parse(query, query.ToString().Contains("$[n]", StringComparison.Ordinal) ? Bson.Array("[{ n: { $gt: 1 } }]") : null);
                update.Apply(document, Filter.Everything, isInsert: false, DateTime.UnixEpoch);
                update.Upsert(Filter.Parse(document), DateTime.UnixEpoch);
            }), iter: 30_000);

    [Fact]
    public void Expressions() => Check(Names([.. ExpressionOperators.Names, .. Arguments]), (query, document) =>
    {
        var scope = new ParseScope();
        Expression.Parse(query, scope).Evaluate(document, scope, DateTime.UnixEpoch);
    }, 20_000);

    /// <summary>Every operator by itself, so that the random choice cannot pass one by.</summary>
    [Fact]
    public void Every_expression_with_arguments_of_every_kind() =>
        Gen.Select(Gen.OneOf<string>(ExpressionOperators.Names.ToArray()), Gen.OneOf<BsonValue>(
                Plain.Array[0, 4].Select(a => (BsonValue)new BsonArray(a)),
                BsonGen.DocumentOf(Gen.OneOf(Arguments), Plain).Select(d => (BsonValue)d),
                BsonGen.Value))
            .Sample((name, argument) => Attempt(() =>
            {
                var scope = new ParseScope();
                Expression.Parse(new BsonDocument(name, argument), scope).Evaluate(Bson.Doc("{ a: { b: [1, 'x', null] } }"), scope, DateTime.UnixEpoch);
            }), iter: 40_000);

    [Fact]
    public void Pipelines() =>
        Gen.Select(
            BsonGen.DocumentOf(Gen.OneOf(Stages.Names.ToArray()), BsonGen.ValueOf(Names([.. AccumulatorOperators.Names, .. Arguments, .. FilterNames, "_id"]), 3)).Array[0, 3],
            Document.Array[0, 3])
            .Sample((stages, documents) => Attempt(() =>
            {
                // One field each, as a stage has it, in most cases.
                var pipeline = Pipeline.Parse(new BsonArray(stages.Select(s => s.ElementCount > 1 ? new BsonDocument(s.GetElement(0)) : s)));
                var source = new MemorySource { ["b"] = [.. documents.Cast<BsonDocument>()] };
                pipeline.Lead(DateTime.UnixEpoch);
                MemorySource.Drain(pipeline, source.Documents("b"), source);
            }), iter: 40_000);

    private static Gen<string> Names(string[] special) => Gen.Frequency((3, Gen.OneOf(special)), (1, BsonGen.Name));

    private static void Check(Gen<string> names, Action<BsonDocument, BsonDocument> use, int iterations) =>
        Gen.Select(BsonGen.DocumentOf(names, BsonGen.ValueOf(names, 3)), Document)
            .Sample((query, document) => Attempt(() => use(query, document.AsBsonDocument)), iter: iterations);

    private static void Attempt(Action action)
    {
        try
        {
            action();
        }
        catch (CommandException error)
        {
            error.Code.ShouldBeGreaterThan(0);
            error.Message.ShouldNotBeNullOrWhiteSpace();
        }
    }
}
