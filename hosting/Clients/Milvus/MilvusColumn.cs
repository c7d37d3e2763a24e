using Google.Protobuf;
using Lab.Milvus.Protocol;

namespace Lab.Hosting.Clients.Milvus;

/// <summary>The values of one field of rows that are written, one a row.</summary>
public sealed class MilvusColumn
{
    private MilvusColumn(FieldData data, int count)
    {
        Data = data;
        Count = count;
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    internal FieldData Data { get; }

    /// <summary>Values of a field of type Bool.</summary>
    public static MilvusColumn Bool(string field, IReadOnlyCollection<bool> values) =>
        Scalars(field, DataType.Bool, new ScalarField { BoolData = new BoolArray { Data = { values } } }, values.Count);

    /// <summary>Values of a field of type Int8, which must fit.</summary>
    public static MilvusColumn Int8(string field, IReadOnlyCollection<sbyte> values) =>
        Scalars(field, DataType.Int8, new ScalarField { IntData = new IntArray { Data = { values.Select(value => (int)value) } } }, values.Count);

    /// <summary>Values of a field of type Int16, which must fit.</summary>
    public static MilvusColumn Int16(string field, IReadOnlyCollection<short> values) =>
        Scalars(field, DataType.Int16, new ScalarField { IntData = new IntArray { Data = { values.Select(value => (int)value) } } }, values.Count);

    /// <summary>Values of a field of type Int32.</summary>
    public static MilvusColumn Int32(string field, IReadOnlyCollection<int> values) =>
        Scalars(field, DataType.Int32, new ScalarField { IntData = new IntArray { Data = { values } } }, values.Count);

    /// <summary>Values of a field of type Int64.</summary>
    public static MilvusColumn Int64(string field, IReadOnlyCollection<long> values) =>
        Scalars(field, DataType.Int64, new ScalarField { LongData = new LongArray { Data = { values } } }, values.Count);

    /// <summary>Values of a field of type Float.</summary>
    public static MilvusColumn Float(string field, IReadOnlyCollection<float> values) =>
        Scalars(field, DataType.Float, new ScalarField { FloatData = new FloatArray { Data = { values } } }, values.Count);

    /// <summary>Values of a field of type Double.</summary>
    public static MilvusColumn Double(string field, IReadOnlyCollection<double> values) =>
        Scalars(field, DataType.Double, new ScalarField { DoubleData = new DoubleArray { Data = { values } } }, values.Count);

    /// <summary>Values of a field of type VarChar.</summary>
    public static MilvusColumn VarChar(string field, IReadOnlyCollection<string> values) =>
        Scalars(field, DataType.VarChar, new ScalarField { StringData = new StringArray { Data = { values } } }, values.Count);

    /// <summary>Values of a field of type Json, each a JSON text.</summary>
    public static MilvusColumn Json(string field, IReadOnlyCollection<string> values) => Scalars(field, DataType.Json, JsonData(values), values.Count);

    /// <summary>What rows have beyond the declared fields, each a JSON object.</summary>
    public static MilvusColumn Dynamic(IReadOnlyCollection<string> objects)
    {
        var column = Scalars("$meta", DataType.Json, JsonData(objects), objects.Count);
        column.Data.IsDynamic = true;
        return column;
    }

    /// <summary>Values of a field of arrays of integers of 64 bits.</summary>
    public static MilvusColumn Int64Array(string field, IReadOnlyCollection<IReadOnlyCollection<long>> values) => Arrays(
        field, DataType.Int64, values.Select(array => new ScalarField { LongData = new LongArray { Data = { array } } }), values.Count);

    /// <summary>Values of a field of arrays of texts.</summary>
    public static MilvusColumn VarCharArray(string field, IReadOnlyCollection<IReadOnlyCollection<string>> values) => Arrays(
        field, DataType.VarChar, values.Select(array => new ScalarField { StringData = new StringArray { Data = { array } } }), values.Count);

    /// <summary>Values of a field of type FloatVector.</summary>
    /// <param name="field">The field.</param>
    /// <param name="vectors">The vectors, all of the field's dimension.</param>
    /// <exception cref="ArgumentException">The vectors differ in dimension.</exception>
    public static MilvusColumn FloatVector(string field, IReadOnlyCollection<float[]> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var dimension = vectors.FirstOrDefault()?.Length ?? 0;
        var data = new FloatArray();
        data.Data.Capacity = vectors.Count * dimension;
        foreach (var vector in vectors)
        {
            if (vector.Length != dimension)
            {
                throw new ArgumentException($"A vector has {vector.Length} components where the first has {dimension}.", nameof(vectors));
            }

            data.Data.AddRange(vector);
        }

        return new MilvusColumn(new FieldData { FieldName = field, Type = DataType.FloatVector, Vectors = new VectorField { Dim = dimension, FloatVector = data } }, vectors.Count);
    }

    private static ScalarField JsonData(IEnumerable<string> values) => new() { JsonData = new JSONArray { Data = { values.Select(ByteString.CopyFromUtf8) } } };

    private static MilvusColumn Arrays(string field, DataType element, IEnumerable<ScalarField> arrays, int count) =>
        Scalars(field, DataType.Array, new ScalarField { ArrayData = new ArrayArray { ElementType = element, Data = { arrays } } }, count);

    private static MilvusColumn Scalars(string field, DataType type, ScalarField values, int count) =>
        new(new FieldData { FieldName = field, Type = type, Scalars = values }, count);
}
