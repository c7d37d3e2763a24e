using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Lab.Engines.Milvus.Columns;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Queries;

/// <summary>Checks the columns of an insert against the schema and completes them: generated keys, empty dynamic fields.</summary>
internal sealed class InsertReader(Schema schema, HybridClock clock)
{
    private const int MostDynamicBytes = 65_536;

    private static readonly ByteString EmptyObject = ByteString.CopyFromUtf8("{}");

    /// <exception cref="CallException">The insert does not fit the schema; the message says where.</exception>
    public IReadOnlyList<FieldData> Read(IReadOnlyCollection<FieldData> given, uint rows)
    {
        if (rows == 0)
        {
            throw CallException.Invalid("num_rows should be greater than 0: invalid parameter[expected=number of rows > 0][actual=0]");
        }

        var count = checked((int)rows);
        var byName = new Dictionary<string, FieldData>(StringComparer.Ordinal);
        foreach (var data in given)
        {
            var name = data.IsDynamic ? Field.DynamicName : data.FieldName;
            if (schema.Find(name) is null || !byName.TryAdd(name, data))
            {
                throw CallException.Invalid($"field {name} is not of the collection's schema, or is there twice");
            }
        }

        return [.. schema.Fields.Select(field => Read(field, byName.GetValueOrDefault(field.Name), count))];
    }

    private FieldData Read(Field field, FieldData? data, int rows)
    {
        if (field.IsAutoId)
        {
            return data is null ? Generate(field, rows) : throw CallException.Unexpected($"the primary key {field.Name} is generated: no values may be given for it");
        }

        if (data is null)
        {
            return field.IsDynamic
                ? Complete(field, new FieldData { Scalars = new ScalarField { JsonData = new JSONArray { Data = { Enumerable.Repeat(EmptyObject, rows) } } } })
                : throw CallException.Unexpected($"fieldSchema({field.Name}) has no corresponding fieldData pass in: invalid parameter");
        }

        if (data.ValidData.Contains(false))
        {
            throw CallException.Unsupported($"a null in field {field.Name}");
        }

        var values = CheckValues(field, data, rows);
        if (values != rows)
        {
            throw CallException.Invalid($"the num_rows ({values}) of field ({field.Name}) is not equal to passed num_rows ({rows})");
        }

        return Complete(field, data);
    }

    private static FieldData Complete(Field field, FieldData data) =>
        new(data) { FieldId = field.Id, FieldName = field.Name, Type = field.Type, IsDynamic = field.IsDynamic };

    private FieldData Generate(Field field, int rows)
    {
        var first = clock.Next(rows);
        var keys = Enumerable.Range(0, rows).Select(i => first + i);
        return Complete(field, new FieldData
        {
            Scalars = field.Type == DataType.Int64
                ? new ScalarField { LongData = new LongArray { Data = { keys } } }
                : new ScalarField { StringData = new StringArray { Data = { keys.Select(key => key.ToString(System.Globalization.CultureInfo.InvariantCulture)) } } },
        });
    }

    // Returns the number of rows.
    private static int CheckValues(Field field, FieldData data, int rows)
    {
        switch (field.Type)
        {
            case DataType.FloatVector:
                var vectors = data.Vectors?.FloatVector?.Data ?? throw WrongType(field);
                if (vectors.Count % field.Dimension != 0 || vectors.Count / field.Dimension != rows)
                {
                    throw CallException.Unexpected($"the length({vectors.Count}) of float data should divide the dim({field.Dimension})");
                }

                CheckFinite(field, vectors);
                return rows;
            case DataType.VarChar:
                var texts = data.Scalars?.StringData?.Data ?? throw WrongType(field);
                CheckLengths(field, texts);
                return texts.Count;
            case DataType.Json:
                var documents = data.Scalars?.JsonData?.Data ?? throw WrongType(field);
                CheckJson(field, documents);
                return documents.Count;
            case DataType.Array:
                var arrays = data.Scalars?.ArrayData?.Data ?? throw WrongType(field);
                CheckArrays(field, arrays);
                return arrays.Count;
            default:
                return CheckScalars(field, field.Type, data.Scalars ?? throw WrongType(field));
        }
    }

    private static int CheckScalars(Field field, DataType type, ScalarField values)
    {
        switch (type)
        {
            case DataType.Bool:
                return (values.BoolData?.Data ?? throw WrongType(field)).Count;
            case DataType.Int8:
                return CheckRange(values, sbyte.MinValue, sbyte.MaxValue, field);
            case DataType.Int16:
                return CheckRange(values, short.MinValue, short.MaxValue, field);
            case DataType.Int32:
                return (values.IntData?.Data ?? throw WrongType(field)).Count;
            case DataType.Int64:
                return (values.LongData?.Data ?? throw WrongType(field)).Count;
            case DataType.Float:
                var singles = values.FloatData?.Data ?? throw WrongType(field);
                CheckFinite(field, singles);
                return singles.Count;
            case DataType.Double:
                var doubles = values.DoubleData?.Data ?? throw WrongType(field);
                return doubles.All(double.IsFinite) ? doubles.Count : throw NotFinite(field);
            default:
                var texts = values.StringData?.Data ?? throw WrongType(field);
                CheckLengths(field, texts);
                return texts.Count;
        }
    }

    private static int CheckRange(ScalarField values, int least, int most, Field field)
    {
        var numbers = values.IntData?.Data ?? throw WrongType(field);
        for (var i = 0; i < numbers.Count; i++)
        {
            if (numbers[i] < least || numbers[i] > most)
            {
                throw CallException.Invalid($"the {i}th element ({numbers[i]}) out of range: [{least}, {most}]: invalid parameter[expected=integer doesn't overflow][actual=out of range]");
            }
        }

        return numbers.Count;
    }

    private static void CheckFinite(Field field, RepeatedField<float> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw NotFinite(field);
            }
        }
    }

    private static void CheckLengths(Field field, RepeatedField<string> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i].Length > field.MaxLength || Encoding.UTF8.GetByteCount(texts[i]) > field.MaxLength)
            {
                throw CallException.Invalid(
                    $"the length ({Encoding.UTF8.GetByteCount(texts[i])}) of {i}th string exceeds max length ({field.MaxLength}): invalid parameter[expected=valid length string][actual=string length exceeds max length]");
            }
        }
    }

    private static void CheckArrays(Field field, RepeatedField<ScalarField> arrays)
    {
        for (var i = 0; i < arrays.Count; i++)
        {
            // An empty array need not say what it is of.
            var count = arrays[i].DataCase == ScalarField.DataOneofCase.None ? 0 : CheckScalars(field, field.ElementType, arrays[i]);
            if (count > field.MaxCapacity)
            {
                throw CallException.Invalid(
                    $"the length ({count}) of {i}th array exceeds max capacity ({field.MaxCapacity}): invalid parameter[expected=valid length array][actual=array length exceeds max capacity]");
            }
        }
    }

    private static void CheckJson(Field field, RepeatedField<ByteString> documents)
    {
        foreach (var document in documents)
        {
            if (document.Length > MostDynamicBytes)
            {
                throw CallException.Invalid($"the length ({document.Length}) of json field ({field.Name}) exceeds max length ({MostDynamicBytes}): invalid parameter");
            }

            var reader = new Utf8JsonReader(document.Span);
            try
            {
                if (!reader.Read() || (field.IsDynamic && reader.TokenType != JsonTokenType.StartObject))
                {
                    throw CallException.Invalid($"field {field.Name} wants {(field.IsDynamic ? "a JSON object" : "JSON")}");
                }

                reader.Skip();
                if (reader.Read())
                {
                    throw CallException.Invalid($"field {field.Name} wants one JSON value");
                }
            }
            catch (JsonException error)
            {
                throw CallException.Invalid($"field {field.Name} wants JSON: {error.Message}");
            }
        }
    }

    private static CallException WrongType(Field field) =>
        CallException.Invalid($"field {field.Name} wants data of type {field.Type}{(field.Type == DataType.Array ? " of " + field.ElementType : "")}: invalid parameter");

    private static CallException NotFinite(Field field) =>
        CallException.Invalid($"field {field.Name}: value 'NaN' or infinity is not a number");
}
