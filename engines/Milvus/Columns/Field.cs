using System.Globalization;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Columns;

/// <summary>A field of a collection, as far as rows are concerned.</summary>
internal sealed class Field(FieldSchema schema)
{
    public const string DynamicName = "$meta";

    public FieldSchema Schema { get; } = schema;

    public long Id => Schema.FieldID;

    public string Name => Schema.Name;

    public DataType Type => Schema.DataType;

    public DataType ElementType => Schema.ElementType;

    public bool IsPrimary => Schema.IsPrimaryKey;

    public bool IsAutoId => Schema.AutoID;

    public bool IsDynamic => Schema.IsDynamic;

    public bool IsVector => Type == DataType.FloatVector;

    /// <summary>The number of components of a vector.</summary>
    public int Dimension { get; } = Number(schema, "dim");

    /// <summary>The most bytes of a text, or of a text in an array.</summary>
    public int MaxLength { get; } = Number(schema, "max_length");

    /// <summary>The most elements of an array.</summary>
    public int MaxCapacity { get; } = Number(schema, "max_capacity");

    public Column CreateColumn(int capacity) => Type switch
    {
        DataType.Bool => new BoolColumn(this, capacity),
        DataType.Int8 or DataType.Int16 or DataType.Int32 or DataType.Int64 => new IntegerColumn(this, capacity),
        DataType.Float or DataType.Double => new RealColumn(this, capacity),
        DataType.VarChar => new TextColumn(this, capacity),
        DataType.Json => new JsonColumn(this, capacity),
        DataType.Array => new ArrayColumn(this, capacity),
        DataType.FloatVector => new VectorColumn(this, capacity),
        _ => throw CallException.Unsupported($"data type {Type}"),
    };

    private static int Number(FieldSchema schema, string key) =>
        schema.TypeParams.FirstOrDefault(pair => pair.Key == key) is { } pair
        && int.TryParse(pair.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : 0;
}
