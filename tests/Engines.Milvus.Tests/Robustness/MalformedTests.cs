using System.Text;
using CsCheck;
using Google.Protobuf;
using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Columns;
using Lab.Engines.Milvus.Filters;
using Lab.Engines.Milvus.Queries;
using Lab.Engines.Milvus.Searching;
using Lab.Milvus.Protocol;
using KeyValuePair = Lab.Milvus.Protocol.KeyValuePair;
using MilvusCalls = Lab.Engines.Milvus.Calls.MilvusCalls;

namespace Lab.Engines.Milvus.Tests.Robustness;

/// <summary>Nonsense, through what reads requests: it is refused by name, or read, and nothing else happens.</summary>
public sealed class MalformedTests
{
    private const int Cases = 25_000;

    private static readonly string[] Words =
    [
        "id", "name", "n", "j", "arr", "v", "zz", "$meta", "and", "or", "not", "in", "like", "exists", "true", "json_contains", "array_length", "array_contains_any",
        "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "**", "<<", ">>", "&", "|", "^", "~", "!", "(", ")", "[", "]", ",", "1", "0", "-5", "2.5", "1e400",
        "9223372036854775807", "9223372036854775808", "0x", "0xff", "\"a%\"", "'b'", "\"\\u00e4\"", "\"", "\\", "{p}", "{", "}", "&&", "||", "\0", "ä",
    ];

    private static readonly Schema Fields = new(SchemaChecks.Complete(
        new CollectionSchema
        {
            EnableDynamicField = true,
            Fields =
            {
                new FieldSchema { Name = "id", DataType = DataType.Int64, IsPrimaryKey = true },
                Vector("v", 4),
                new FieldSchema { Name = "name", DataType = DataType.VarChar, TypeParams = { new KeyValuePair { Key = "max_length", Value = "10" } } },
                new FieldSchema { Name = "n", DataType = DataType.Int32 },
                new FieldSchema { Name = "j", DataType = DataType.Json },
                new FieldSchema { Name = "arr", DataType = DataType.Array, ElementType = DataType.Int64, TypeParams = { new KeyValuePair { Key = "max_capacity", Value = "5" } } },
            },
        },
        "fuzz"));

    private static readonly Gen<string> Filters = Gen.Int[0, Words.Length - 1].Select(word => Words[word]).Array[0, 30].Select(words => string.Join(' ', words));

    [Fact]
    public void Filters_are_read_or_refused()
    {
        var chunk = ChunkOfOneRow();
        Gen.OneOf(Filters, Gen.String[Gen.Char, 0, 60]).Sample(
            text => ReadsOrRefuses(() =>
            {
                var filter = Filter.Parse(text, Fields, new DeleteRequest().ExprTemplateValues);
                filter.Select(new Slice(1, chunk, 1), version: 1);
            }),
            iter: Cases * 2);
    }

    [Fact]
    public void A_filter_that_is_nested_deep_is_refused_before_the_stack_ends()
    {
        foreach (var opening in new[] { "(", "not (", "-", "[", "!" })
        {
            Should.Throw<CallException>(() => Filter.Parse(new StringBuilder().Insert(0, opening, 100_000).ToString(), Fields, new DeleteRequest().ExprTemplateValues));
        }

        Should.Throw<CallException>(() => Filter.Parse(new string('1', 2_000_000), Fields, new DeleteRequest().ExprTemplateValues));
    }

    [Fact]
    public void Vectors_to_search_for_are_read_or_refused()
    {
        var plan = new SearchPlan(Fields.Find("v")!, Metric.L2, 10, 0, NearnessRange.Any, null, -1);
        var good = new PlaceholderGroup { Placeholders = { new PlaceholderValue { Tag = "$0", Type = PlaceholderType.FloatVector, Values = { ByteString.CopyFrom(new byte[16]) } } } }.ToByteArray();

        Damaged(good).Sample(bytes => ReadsOrRefuses(() => MilvusCalls.Queries(ByteString.CopyFrom(bytes), plan)), iter: Cases);
    }

    [Fact]
    public void Inserts_are_read_or_refused()
    {
        var reader = new InsertReader(Fields, new HybridClock(TimeProvider.System));
        var good = new InsertRequest { NumRows = 1, FieldsData = { Row() } }.ToByteArray();

        Damaged(good).Sample(
            bytes => ReadsOrRefuses(() =>
            {
                var request = InsertRequest.Parser.ParseFrom(bytes);
                var columns = reader.Read(request.FieldsData, Math.Min(request.NumRows, 1000));
                new Chunk(Fields, 1000).Append(columns, 0, (int)Math.Min(request.NumRows, 1000));
            }),
            iter: Cases);
    }

    [Fact]
    public void Schemas_are_completed_or_refused()
    {
        var good = Fields.Declared.ToByteArray();

        Damaged(good).Sample(bytes => ReadsOrRefuses(() => SchemaChecks.Complete(CollectionSchema.Parser.ParseFrom(bytes), "fuzz")), iter: Cases);
    }

    private static Gen<byte[]> Damaged(byte[] good) => Gen.OneOf(
        Gen.Byte.Array[0, 80],
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Select((first, one, second, other, length) =>
        {
            var bytes = good.ToArray();
            bytes[first] = one;
            bytes[second] = other;
            return bytes[..length];
        }));

    private static void ReadsOrRefuses(Action read)
    {
        try
        {
            read();
        }
        catch (Exception error) when (error is CallException or InvalidProtocolBufferException)
        {
            error.Message.ShouldNotBeEmpty();
        }
    }

    private static FieldSchema Vector(string name, int dimension) =>
        new() { Name = name, DataType = DataType.FloatVector, TypeParams = { new KeyValuePair { Key = "dim", Value = $"{dimension}" } } };

    private static Chunk ChunkOfOneRow()
    {
        var chunk = new Chunk(Fields, 1);
        chunk.Append(new InsertReader(Fields, new HybridClock(TimeProvider.System)).Read(Row(), 1), 0, 1);
        return chunk;
    }

    private static FieldData[] Row() =>
    [
        new() { FieldName = "id", Scalars = new ScalarField { LongData = new LongArray { Data = { 1 } } } },
        new() { FieldName = "v", Vectors = new VectorField { Dim = 4, FloatVector = new FloatArray { Data = { 1, 2, 3, 4 } } } },
        new() { FieldName = "name", Scalars = new ScalarField { StringData = new StringArray { Data = { "abc" } } } },
        new() { FieldName = "n", Scalars = new ScalarField { IntData = new IntArray { Data = { 5 } } } },
        new() { FieldName = "j", Scalars = new ScalarField { JsonData = new JSONArray { Data = { ByteString.CopyFromUtf8("""{"a":[1,{"b":2}]}""") } } } },
        new() { FieldName = "arr", Scalars = new ScalarField { ArrayData = new ArrayArray { Data = { new ScalarField { LongData = new LongArray { Data = { 1, 2 } } } } } } },
        new() { IsDynamic = true, Scalars = new ScalarField { JsonData = new JSONArray { Data = { ByteString.CopyFromUtf8("""{"x":1}""") } } } },
    ];
}
