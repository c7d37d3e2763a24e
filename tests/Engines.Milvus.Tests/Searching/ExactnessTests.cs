using System.Collections.Immutable;
using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Columns;
using Lab.Engines.Milvus.Filters;
using Lab.Engines.Milvus.Queries;
using Lab.Engines.Milvus.Searching;
using Lab.Milvus.Protocol;
using KeyValuePair = Lab.Milvus.Protocol.KeyValuePair;

namespace Lab.Engines.Milvus.Tests.Searching;

/// <summary>Searches find exactly what calculating every row in double precision finds: recall 1.0.</summary>
public sealed class ExactnessTests
{
    private const int Rows = 6000;
    private const int Nearest = 10;

    [Theory]
    [InlineData(nameof(Metric.L2), 3, 1f)]
    [InlineData(nameof(Metric.L2), 128, 1f)]
    [InlineData(nameof(Metric.L2), 130, 1000f)]
    [InlineData(nameof(Metric.InnerProduct), 1, 1f)]
    [InlineData(nameof(Metric.InnerProduct), 128, 1e-3f)]
    [InlineData(nameof(Metric.Cosine), 33, 1f)]
    [InlineData(nameof(Metric.Cosine), 128, 1e4f)]
    public void The_nearest_rows_are_all_found(string name, int dimension, float size)
    {
        var metric = Enum.Parse<Metric>(name);
        var random = new Random(dimension);
        var (schema, vectors) = (Declare(dimension), Vectors(random, Rows, dimension, size));
        var snapshot = Store(schema, vectors);
        var search = new Search(snapshot, schema.Find("v")!, Filter.Parse("id % 3 != 1", schema, new DeleteRequest().ExprTemplateValues), NearnessRange.Any, Nearest);
        // Some are rows themselves, others anything.
        float[][] wanted = [.. vectors.Take(5), .. Vectors(random, 10, dimension, size)];

        var found = search.Run(wanted.Select(vector => new PreparedQuery(vector, metric)).ToList(), (one, other) => other.Nearness.CompareTo(one.Nearness), TestContext.Current.CancellationToken);

        for (var query = 0; query < wanted.Length; query++)
        {
            var best = Enumerable.Range(0, Rows).Where(id => id % 3 != 1).Select(id => Nearness(metric, wanted[query], vectors[id])).OrderDescending().Take(Nearest).ToList();
            var got = found[query].Select(hit => Nearness(metric, wanted[query], ((VectorColumn)snapshot.Slices[hit.Slice].Chunk.Column(schema.Find("v")!)).Vector(hit.Row).ToArray())).ToList();
            var tolerance = 1e-5 * Math.Max(1e-6, best.Max(Math.Abs));
            got.Zip(best).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= tolerance);
            got.Count.ShouldBe(Nearest);
        }
    }

    private static double Nearness(Metric metric, float[] one, float[] other)
    {
        var (product, square, first, second) = (0d, 0d, 0d, 0d);
        for (var i = 0; i < one.Length; i++)
        {
            product += (double)one[i] * other[i];
            square += ((double)one[i] - other[i]) * ((double)one[i] - other[i]);
            first += (double)one[i] * one[i];
            second += (double)other[i] * other[i];
        }

        return metric switch { Metric.L2 => -square, Metric.InnerProduct => product, _ => product / Math.Sqrt(first * second) };
    }

    // Half of them anywhere, half of them close together, where codes of 8 bits cannot tell them apart.
    private static float[][] Vectors(Random random, int count, int dimension, float size)
    {
        var centre = Enumerable.Range(0, dimension).Select(_ => Normal(random)).ToArray();
        return [.. Enumerable.Range(0, count).Select(row => Enumerable.Range(0, dimension).Select(i => size * (row % 2 == 0 ? Normal(random) : centre[i] + (Normal(random) / 1000))).ToArray())];
    }

    private static float Normal(Random random) => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    private static Schema Declare(int dimension) => new(SchemaChecks.Complete(
        new CollectionSchema
        {
            Fields =
            {
                new FieldSchema { Name = "id", DataType = DataType.Int64, IsPrimaryKey = true },
                new FieldSchema { Name = "v", DataType = DataType.FloatVector, TypeParams = { new KeyValuePair { Key = "dim", Value = $"{dimension}" } } },
            },
        },
        "exact"));

    private static Snapshot Store(Schema schema, float[][] vectors)
    {
        var columns = new InsertReader(schema, new HybridClock(TimeProvider.System)).Read(
            [
                new FieldData { FieldName = "id", Scalars = new ScalarField { LongData = new LongArray { Data = { Enumerable.Range(0, vectors.Length).Select(id => (long)id) } } } },
                new FieldData { FieldName = "v", Vectors = new VectorField { Dim = vectors[0].Length, FloatVector = new FloatArray { Data = { vectors.SelectMany(vector => vector) } } } },
            ],
            (uint)vectors.Length);
        var slices = ImmutableArray.CreateBuilder<Slice>();
        for (var from = 0; from < vectors.Length;)
        {
            var chunk = new Chunk(schema, 1024);
            from += chunk.Append(columns, from, vectors.Length - from);
            slices.Add(new Slice(1, chunk, chunk.Count));
        }

        return new Snapshot(1, slices.ToImmutable());
    }
}
