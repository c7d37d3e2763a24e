using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lab.Repository.Chunking;
using Lab.Repository.Format;

namespace Lab.Repository.Snapshots;

/// <summary>Writes a reference as <c>id:length</c>.</summary>
internal sealed class ChunkReferenceConverter : JsonConverter<ChunkReference>
{
    public override ChunkReference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        if (text.Length > 65 && text[64] == ':' && int.TryParse(text.AsSpan(65), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is > 0 and <= ChunkSizes.Largest)
        {
            try
            {
                return new ChunkReference(ChunkId.Read(Convert.FromHexString(text.AsSpan(0, 64))), length);
            }
            catch (FormatException error)
            {
                throw new JsonException("A chunk's id is not hexadecimal.", error);
            }
        }

        throw new JsonException("A chunk reference is not 'id:length'.");
    }

    public override void Write(Utf8JsonWriter writer, ChunkReference value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value.Id}:{value.Length}"));
}
