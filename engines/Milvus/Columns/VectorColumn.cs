using System.Numerics.Tensors;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Columns;

/// <summary>
/// Vectors, one after the other, and beside them the same vectors in 8 bits a component, which a search reads first. Component c of a row is
/// about <c>Scales[row] * (Codes[…] - 128)</c>; how far off the whole row is stands in <see cref="Residuals"/>, so that a search knows which
/// rows the codes cannot decide.
/// </summary>
internal sealed class VectorColumn : Column
{
    /// <summary>Rows of codes are padded to this many bytes, the widest register that a scan uses.</summary>
    public const int CodeAlignment = 32;

    private const byte Zero = 128;

    public VectorColumn(Field field, int capacity)
        : base(field)
    {
        Dimension = field.Dimension;
        CodeStride = (Dimension + CodeAlignment - 1) / CodeAlignment * CodeAlignment;
        Values = GC.AllocateUninitializedArray<float>(checked(capacity * Dimension));
        Codes = GC.AllocateUninitializedArray<byte>(checked(capacity * CodeStride));
        Scales = new float[capacity];
        Residuals = new float[capacity];
        CodeNorms = new float[capacity];
        Norms = new float[capacity];
    }

    public int Dimension { get; }

    /// <summary>The bytes from one row of codes to the next.</summary>
    public int CodeStride { get; }

    public float[] Values { get; }

    public byte[] Codes { get; }

    public float[] Scales { get; }

    /// <summary>The length of the difference between each vector and what its codes say.</summary>
    public float[] Residuals { get; }

    /// <summary>The length of the vector that the codes say.</summary>
    public float[] CodeNorms { get; }

    /// <summary>The length of each vector.</summary>
    public float[] Norms { get; }

    public ReadOnlySpan<float> Vector(int row) => Values.AsSpan(row * Dimension, Dimension);

    public override void Store(int at, FieldData data, int from, int count)
    {
        var source = data.Vectors.FloatVector.Data;
        var start = from * Dimension;
        var target = Values.AsSpan(at * Dimension, count * Dimension);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = source[start + i];
        }

        for (var row = at; row < at + count; row++)
        {
            Encode(row);
        }
    }

    public override void Append(FieldData target, int row)
    {
        var values = target.Vectors.FloatVector.Data;
        foreach (var component in Vector(row))
        {
            values.Add(component);
        }
    }

    protected override void Prepare(FieldData data) =>
        data.Vectors = new VectorField { Dim = Dimension, FloatVector = new FloatArray() };

    private void Encode(int row)
    {
        var vector = Vector(row);
        var codes = Codes.AsSpan(row * CodeStride, CodeStride);
        var scale = Math.Abs(TensorPrimitives.MaxMagnitude(vector)) / 127;
        codes.Fill(Zero);
        var residual = 0d;
        var length = 0d;
        for (var i = 0; i < vector.Length; i++)
        {
            var code = scale > 0 ? Math.Clamp((int)MathF.Round(vector[i] / scale), -127, 127) : 0;
            codes[i] = (byte)(code + Zero);
            var said = (double)scale * code;
            residual += (vector[i] - said) * (vector[i] - said);
            length += said * said;
        }

        Scales[row] = scale;
        Residuals[row] = (float)Math.Sqrt(residual);
        CodeNorms[row] = (float)Math.Sqrt(length);
        Norms[row] = TensorPrimitives.Norm(vector);
    }
}
