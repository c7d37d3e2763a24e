using System.Globalization;
using System.Text.Json;
using Google.Protobuf;

namespace Lab.Engines.Milvus.Filters;

/// <summary>Reads places inside JSON values.</summary>
internal static class JsonValues
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <returns>The value; missing where there is none.</returns>
    public static FilterValue Read(ByteString json, IReadOnlyList<string> path)
    {
        var reader = new Utf8JsonReader(json.Span, Options);
        try
        {
            if (!reader.Read())
            {
                return FilterValue.Missing;
            }

            foreach (var step in path)
            {
                if (!Enter(ref reader, step))
                {
                    return FilterValue.Missing;
                }
            }

            return Value(ref reader);
        }
        catch (JsonException)
        {
            return FilterValue.Missing;
        }
    }

    private static bool Enter(ref Utf8JsonReader reader, string step)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var found = reader.ValueTextEquals(step);
                reader.Read();
                if (found)
                {
                    return true;
                }

                reader.Skip();
            }

            return false;
        }

        if (reader.TokenType != JsonTokenType.StartArray || !int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var element))
        {
            return false;
        }

        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (i == element)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static FilterValue Value(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return FilterValue.Of(true);
            case JsonTokenType.False:
                return FilterValue.Of(false);
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var integer) ? FilterValue.Of(integer) : FilterValue.Of(reader.GetDouble());
            case JsonTokenType.String:
                return FilterValue.Of(reader.GetString()!);
            case JsonTokenType.StartArray:
                var elements = new List<FilterValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    elements.Add(Value(ref reader));
                }

                return FilterValue.Of(elements);
            default:
                reader.Skip();
                return FilterValue.Other();
        }
    }
}
