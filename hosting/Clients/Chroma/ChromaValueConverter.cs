using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>Writes a floating-point number so that it stays one: <c>2.0</c>, not <c>2</c>.</summary>
internal sealed class ChromaValueConverter : JsonConverter<ChromaValue>
{
    public override bool HandleNull => true;

    public override ChromaValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number when IsWhole(ref reader) && reader.TryGetInt64(out var whole) => whole,
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.Null => ChromaValue.Removed,
        _ => throw new JsonException("A value of metadata is text, a number or a truth value."),
    };

    public override void Write(Utf8JsonWriter writer, ChromaValue value, JsonSerializerOptions options)
    {
        switch (value.Value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case long whole:
                writer.WriteNumberValue(whole);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case double number:
                var digits = number.ToString("R", CultureInfo.InvariantCulture);
                writer.WriteRawValue(digits.AsSpan().IndexOfAny('.', 'E') < 0 ? digits + ".0" : digits);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static bool IsWhole(ref Utf8JsonReader reader) => reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
}
