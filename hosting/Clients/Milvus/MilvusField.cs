using System.Globalization;
using Lab.Milvus.Protocol;
using KeyValuePair = Lab.Milvus.Protocol.KeyValuePair;

namespace Lab.Hosting.Clients.Milvus;

/// <summary>A field of a collection.</summary>
/// <param name="Name">Its name: letters, digits and underscores.</param>
/// <param name="Type">Its type.</param>
public sealed record MilvusField(string Name, MilvusDataType Type)
{
    /// <summary>Whether it is the primary key; one field of type Int64 or VarChar must be.</summary>
    public bool IsPrimaryKey { get; init; }

    /// <summary>Whether the server gives out its values.</summary>
    public bool IsAutoId { get; init; }

    /// <summary>The components of a vector, 1 to 32,768.</summary>
    public int? Dimension { get; init; }

    /// <summary>The most bytes of a text, or of a text in an array, 1 to 65,535.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The type of an array's elements.</summary>
    public MilvusDataType? ElementType { get; init; }

    /// <summary>The most elements of an array, 1 to 4096.</summary>
    public int? MaxCapacity { get; init; }

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = "";

    internal static MilvusField From(FieldSchema schema) => new(schema.Name, (MilvusDataType)schema.DataType)
    {
        IsPrimaryKey = schema.IsPrimaryKey,
        IsAutoId = schema.AutoID,
        Dimension = Number(schema, "dim"),
        MaxLength = Number(schema, "max_length"),
        MaxCapacity = Number(schema, "max_capacity"),
        ElementType = schema.ElementType == DataType.None ? null : (MilvusDataType)schema.ElementType,
        Description = schema.Description,
    };

    internal FieldSchema ToSchema() => new()
    {
        Name = Name,
        DataType = (DataType)Type,
        IsPrimaryKey = IsPrimaryKey,
        AutoID = IsAutoId,
        ElementType = (DataType)(ElementType ?? 0),
        Description = Description,
        TypeParams = { Parameter("dim", Dimension), Parameter("max_length", MaxLength), Parameter("max_capacity", MaxCapacity) },
    };

    private static int? Number(FieldSchema schema, string key) =>
        int.TryParse(schema.TypeParams.FirstOrDefault(pair => pair.Key == key)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static IEnumerable<KeyValuePair> Parameter(string key, int? value) =>
        value is null ? [] : [new KeyValuePair { Key = key, Value = value.Value.ToString(CultureInfo.InvariantCulture) }];
}
