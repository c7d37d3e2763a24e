using System.Numerics;
using System.Numerics.Tensors;
using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Searching;

/// <summary>
/// A vector that is searched for, and the same in 7 bits a component: products with 8-bit codes of rows then fit 16 bits in pairs.
/// </summary>
internal sealed class PreparedQuery
{
    private const int MostCode = 63;

    public PreparedQuery(float[] vector, Metric metric)
    {
        Vector = vector;
        Metric = metric;
        Norm = TensorPrimitives.Norm<float>(vector);
        Scale = Math.Abs(TensorPrimitives.MaxMagnitude<float>(vector)) / MostCode;
        Codes = new sbyte[(vector.Length + VectorColumn.CodeAlignment - 1) / VectorColumn.CodeAlignment * VectorColumn.CodeAlignment];
        var residual = 0d;
        for (var i = 0; i < vector.Length; i++)
        {
            var code = Scale > 0 ? Math.Clamp((int)MathF.Round(vector[i] / Scale), -MostCode, MostCode) : 0;
            Codes[i] = (sbyte)code;
            CodeSum += code;
            residual += Math.Pow(vector[i] - ((double)Scale * code), 2);
        }

        Residual = (float)Math.Sqrt(residual);
        // What single precision may be off by, relative to the lengths of both vectors.
        Rounding = 4e-6f * MathF.Sqrt(vector.Length);
    }

    public float[] Vector { get; }

    public Metric Metric { get; }

    public float Norm { get; }

    public sbyte[] Codes { get; }

    public float Scale { get; }

    public int CodeSum { get; }

    /// <summary>The length of the difference between the vector and what its codes say.</summary>
    public float Residual { get; }

    public float Rounding { get; }

    /// <summary>How near a row is: more is nearer, with every metric.</summary>
    public float Nearness(VectorColumn column, int row) => Metric switch
    {
        Metric.L2 => -SquaredDistance(Vector, column.Vector(row)),
        Metric.InnerProduct => TensorPrimitives.Dot(Vector, column.Vector(row)),
        _ when Norm == 0 || column.Norms[row] == 0 => 0,
        _ => TensorPrimitives.Dot(Vector, column.Vector(row)) / (Norm * column.Norms[row]),
    };

    private static float SquaredDistance(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= one.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var difference = new Vector<float>(one[i..]) - new Vector<float>(other[i..]);
            sum += difference * difference;
        }

        var total = System.Numerics.Vector.Sum(sum);
        for (; i < one.Length; i++)
        {
            total += (one[i] - other[i]) * (one[i] - other[i]);
        }

        return total;
    }
}
