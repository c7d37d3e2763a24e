using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Columns;

/// <summary>A collection's fields.</summary>
internal sealed class Schema
{
    private readonly Dictionary<string, Field> byName;

    public Schema(CollectionSchema declared)
    {
        Declared = declared;
        Fields = [.. declared.Fields.Select(field => new Field(field))];
        byName = Fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
        Primary = Fields.First(field => field.IsPrimary);
        Dynamic = Fields.FirstOrDefault(field => field.IsDynamic);
    }

    /// <summary>The schema as it was declared, with the ids that were given to fields and the field for dynamic keys.</summary>
    public CollectionSchema Declared { get; }

    public IReadOnlyList<Field> Fields { get; }

    public Field Primary { get; }

    /// <summary>The field that holds what a row has beyond the declared fields; <see langword="null"/> where that is not allowed.</summary>
    public Field? Dynamic { get; }

    public IEnumerable<Field> Vectors => Fields.Where(declared => declared.IsVector);

    public bool HasIntegerKey => Primary.Type == DataType.Int64;

    public Field? Find(string name) => byName.GetValueOrDefault(name);
}
