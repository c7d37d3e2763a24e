using CsCheck;
using Lab.Engines.MongoDB.Query.Values;
using Lab.Engines.MongoDB.Storage.Keys;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Storage;

public sealed class KeyWriterTests
{
    [Fact]
    public void Keys_compare_as_their_values_do() => Gen.Select(Values.Any, Values.Any).Sample(
        (x, y) => Math.Sign(KeyWriter.Encode(x).AsSpan().SequenceCompareTo(KeyWriter.Encode(y))) == Math.Sign(BsonOrder.Instance.Compare(x, y)),
        iter: 100_000, threads: 1);

    [Fact]
    public void Numbers_of_all_types_compare_exactly() => Gen.Select(Values.Number, Values.Number).Sample(
        (x, y) => Math.Sign(KeyWriter.Encode(x).AsSpan().SequenceCompareTo(KeyWriter.Encode(y))) == Math.Sign(BsonOrder.Instance.Compare(x, y)),
        iter: 100_000, threads: 1);

    [Fact]
    public void The_fields_of_a_compound_key_compare_one_after_the_other() => Gen.Select(Values.Any.Array[2], Values.Any.Array[2]).Sample(
        (x, y) =>
        {
            var byFirst = BsonOrder.Instance.Compare(x[0], y[0]);
            var expected = byFirst != 0 ? byFirst : -BsonOrder.Instance.Compare(x[1], y[1]);
            return Math.Sign(Key(x).AsSpan().SequenceCompareTo(Key(y))) == Math.Sign(expected);
        },
        iter: 50_000, threads: 1);

    private static byte[] Key(BsonValue[] values)
    {
        var writer = new KeyWriter();
        writer.Field(values[0], descending: false);
        writer.Field(values[1], descending: true);
        return writer.Written.ToArray();
    }
}
