using System.Globalization;
using Lab.Engines.Milvus.Columns;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Collections;

/// <summary>Checks a declared schema and completes it: ids of fields, the field of dynamic keys.</summary>
internal static class SchemaChecks
{
    private const long FirstFieldId = 100;
    private const int MostFields = 64;
    private const int LargestDimension = 32_768;
    private const int LongestText = 65_535;
    private const int LargestArray = 4096;

    private static readonly string[] TypeParameters = ["dim", "max_length", "max_capacity", "mmap.enabled"];

    /// <exception cref="CallException">The schema is wrong, or asks for what is not supported.</exception>
    public static CollectionSchema Complete(CollectionSchema declared, string name)
    {
        RefuseUnsupported(declared);
        if (declared.Fields.Count > MostFields)
        {
            throw CallException.Invalid($"maximum field's number should be limited to {MostFields}");
        }

        var schema = declared.Clone();
        schema.Name = name;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            var field = schema.Fields[i];
            Check(field);
            if (!names.Add(field.Name))
            {
                throw CallException.Unexpected($"duplicated field name: {field.Name}");
            }

            field.FieldID = FirstFieldId + i;
        }

        CheckKey(schema);
        if (!schema.Fields.Any(field => field.DataType == DataType.FloatVector))
        {
            throw CallException.Unexpected("schema does not contain vector field");
        }

        if (schema.EnableDynamicField)
        {
            schema.Fields.Add(new FieldSchema { FieldID = FirstFieldId + schema.Fields.Count, Name = Field.DynamicName, Description = "dynamic schema", DataType = DataType.Json, IsDynamic = true });
        }

        return schema;
    }

    private static void RefuseUnsupported(CollectionSchema schema)
    {
        if (schema.Functions.Count > 0)
        {
            throw CallException.Unsupported("a function in a schema");
        }

        if (schema.StructArrayFields.Count > 0)
        {
            throw CallException.Unsupported("a field of arrays of structs");
        }
    }

    private static void CheckKey(CollectionSchema schema)
    {
        var keys = schema.Fields.Where(field => field.IsPrimaryKey).ToList();
        if (keys.Count != 1)
        {
            throw CallException.Unexpected(keys.Count == 0 ? "primary key is not specified" : $"there are more than one primary key, field name = {keys[0].Name}, {keys[1].Name}");
        }

        if (keys[0].DataType is not (DataType.Int64 or DataType.VarChar))
        {
            throw CallException.Unexpected("the data type of primary key should be Int64 or VarChar");
        }

        keys[0].AutoID |= schema.AutoID;
        if (schema.Fields.FirstOrDefault(field => field.AutoID && !field.IsPrimaryKey) is { } other)
        {
            throw CallException.Unexpected($"only primary field can speficy AutoID with true, field name = {other.Name}");
        }
    }

    private static void Check(FieldSchema field)
    {
        Names.CheckField(field.Name);
        if (field.IsPartitionKey || field.IsClusteringKey || field.Nullable || field.IsFunctionOutput || field.IsDynamic || field.DefaultValue is { DataCase: not ValueField.DataOneofCase.None })
        {
            throw CallException.Unsupported($"field {field.Name}: one that is a partition key, a clustering key, nullable, dynamic, a function's output or with a default value");
        }

        foreach (var parameter in field.TypeParams)
        {
            if (!TypeParameters.Contains(parameter.Key))
            {
                throw CallException.Unsupported($"field {field.Name}: type parameter '{parameter.Key}'");
            }
        }

        switch (field.DataType)
        {
            case DataType.FloatVector:
                CheckNumber(field, "dim", 1, LargestDimension, (value, text) => CallException.Unexpected(
                    value is null ? $"dimension is not defined in field type params, check type param `dim` for vector field: {text}" : $"invalid dimension: {text}. should be in range 1 ~ {LargestDimension}"));
                break;
            case DataType.VarChar:
                CheckLength(field);
                break;
            case DataType.Array:
                CheckNumber(field, "max_capacity", 1, LargestArray, (_, _) => CallException.Invalid($"the maximum capacity specified for an Array should be in (0, {LargestArray}], field {field.Name}"));
                if (field.ElementType is not (DataType.Bool or DataType.Int8 or DataType.Int16 or DataType.Int32 or DataType.Int64 or DataType.Float or DataType.Double or DataType.VarChar))
                {
                    throw CallException.Invalid($"element type {field.ElementType} is not supported, field {field.Name}");
                }

                if (field.ElementType == DataType.VarChar)
                {
                    CheckLength(field);
                }

                break;
            case DataType.Bool or DataType.Int8 or DataType.Int16 or DataType.Int32 or DataType.Int64 or DataType.Float or DataType.Double or DataType.Json:
                break;
            default:
                throw CallException.Unsupported($"field {field.Name}: data type {field.DataType}");
        }
    }

    private static void CheckLength(FieldSchema field) => CheckNumber(
        field, "max_length", 1, LongestText, (_, _) => CallException.Invalid($"the maximum length specified for a VarChar should be in (0, {LongestText}], field {field.Name}"));

    private static void CheckNumber(FieldSchema field, string key, int least, int most, Func<int?, string, CallException> error)
    {
        var text = field.TypeParams.FirstOrDefault(pair => pair.Key == key)?.Value;
        int? value = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (value is null || value < least || value > most)
        {
            throw error(value, text ?? field.Name);
        }
    }
}
