using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>Typed JSON (https://neo4j.com/docs/query-api/current/typed-json/): each value is <c>{"$type": …, "_value": …}</c>.</summary>
internal sealed class Neo4jValueConverter : JsonConverter<Neo4jValue>
{
    public override bool HandleNull => true;

    public override Neo4jValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TypedJson.Read(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, Neo4jValue value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("$type", TypeOf(value.Value));
        writer.WritePropertyName("_value");
        switch (value.Value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case long whole:
                writer.WriteStringValue(whole.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                writer.WriteStringValue(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case Neo4jTemporal temporal:
                writer.WriteStringValue(temporal.Text);
                break;
            case Neo4jPoint point:
                writer.WriteStringValue(point.ToText());
                break;
            case IReadOnlyList<Neo4jValue> list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item, options);
                }

                writer.WriteEndArray();
                break;
            case IReadOnlyDictionary<string, Neo4jValue> map:
                writer.WriteStartObject();
                foreach (var (key, item) in map)
                {
                    writer.WritePropertyName(key);
                    Write(writer, item, options);
                }

                writer.WriteEndObject();
                break;
        }

        writer.WriteEndObject();
    }

    private static string TypeOf(object? value) => value switch
    {
        null => "Null",
        bool => "Boolean",
        long => "Integer",
        double => "Float",
        string => "String",
        byte[] => "Base64",
        Neo4jTemporal temporal => temporal.Kind.ToString(),
        Neo4jPoint => "Point",
        IReadOnlyList<Neo4jValue> => "List",
        IReadOnlyDictionary<string, Neo4jValue> => "Map",
        _ => throw new NotSupportedException($"A {value.GetType().Name} cannot be a parameter; give its element id or its properties."),
    };
}
