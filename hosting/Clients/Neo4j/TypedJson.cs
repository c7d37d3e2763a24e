using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>Reads typed JSON.</summary>
internal static class TypedJson
{
    /// <exception cref="JsonException">It is not typed JSON, or of a type that is not known.</exception>
    public static Neo4jValue Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("$type", out var type) || !json.TryGetProperty("_value", out var value))
        {
            throw new JsonException("A value has no $type and _value.");
        }

        try
        {
            return new Neo4jValue(Value(type.GetString(), value));
        }
        catch (Exception error) when (error is FormatException or OverflowException or InvalidOperationException or KeyNotFoundException)
        {
            throw new JsonException($"A value does not fit its type {type}.", error);
        }
    }

    private static object? Value(string? type, JsonElement value) => type switch
    {
        "Null" => null,
        "Boolean" => value.GetBoolean(),
        "Integer" => long.Parse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        "Float" => double.Parse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture),
        "String" => Text(value),
        "Base64" => value.GetBytesFromBase64(),
        "Point" => Neo4jPoint.Parse(Text(value)),
        "List" => List(value),
        "Map" => Map(value),
        "Node" => Node(value),
        "Relationship" => Relationship(value),
        "Path" => Path(value),
        _ when Enum.TryParse<Neo4jTemporalKind>(type, out var kind) && kind.ToString() == type => new Neo4jTemporal(kind, Text(value)),
        _ => throw new JsonException($"A value is of type {type}, which is not known."),
    };

    private static ReadOnlyCollection<Neo4jValue> List(JsonElement value) => value.EnumerateArray().Select(Read).ToList().AsReadOnly();

    private static ReadOnlyDictionary<string, Neo4jValue> Map(JsonElement value)
    {
        var map = new Dictionary<string, Neo4jValue>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            map[member.Name] = Read(member.Value);
        }

        return map.AsReadOnly();
    }

    private static Neo4jNode Node(JsonElement value) =>
        new(Text(value, "_element_id"), value.GetProperty("_labels").EnumerateArray().Select(Text).ToList().AsReadOnly(), Map(value.GetProperty("_properties")));

    private static Neo4jRelationship Relationship(JsonElement value) =>
        new(Text(value, "_element_id"), Text(value, "_start_node_element_id"), Text(value, "_end_node_element_id"), Text(value, "_type"), Map(value.GetProperty("_properties")));

    private static Neo4jPath Path(JsonElement value)
    {
        var nodes = new List<Neo4jNode>();
        var relationships = new List<Neo4jRelationship>();
        foreach (var step in value.EnumerateArray().Select(Read))
        {
            switch (step.Value)
            {
                case Neo4jNode node when nodes.Count == relationships.Count:
                    nodes.Add(node);
                    break;
                case Neo4jRelationship relationship when nodes.Count == relationships.Count + 1:
                    relationships.Add(relationship);
                    break;
                default:
                    throw new FormatException("A path is nodes with one relationship between each two.");
            }
        }

        return nodes.Count == relationships.Count + 1
            ? new Neo4jPath(nodes.AsReadOnly(), relationships.AsReadOnly())
            : throw new FormatException("A path ends with a node.");
    }

    private static string Text(JsonElement value, string name) => Text(value.GetProperty(name));

    private static string Text(JsonElement value) => value.GetString() ?? throw new FormatException("There is null in place of text.");
}
