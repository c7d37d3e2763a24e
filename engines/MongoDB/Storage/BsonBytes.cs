using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>From BSON's bytes to documents and back.</summary>
internal static class BsonBytes
{
    /// <summary>Deeper than what is let in: answers wrap documents.</summary>
    private const int MaxDepth = 250;

    /// <summary>A document of bytes that were checked before.</summary>
    public static BsonDocument Read(byte[] bytes) => Read(new MemoryStream(bytes, writable: false));

    /// <inheritdoc cref="Read(byte[])"/>
    public static BsonDocument Read(ArraySegment<byte> bytes) =>
        Read(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false));

    public static byte[] Write(BsonDocument document)
    {
        if (document is RawBsonDocument raw)
        {
            var bytes = new byte[raw.Slice.Length];
            raw.Slice.GetBytes(0, bytes, 0, bytes.Length);
            return bytes;
        }

        using var stream = new MemoryStream(256);
        WriteTo(stream, document);
        return stream.ToArray();
    }

    public static void WriteTo(Stream stream, BsonDocument document)
    {
        using var writer = new BsonBinaryWriter(stream, new BsonBinaryWriterSettings { MaxDocumentSize = int.MaxValue, MaxSerializationDepth = MaxDepth });
        BsonDocumentSerializer.Instance.Serialize(BsonSerializationContext.CreateRoot(writer), document);
    }

    private static BsonDocument Read(MemoryStream stream)
    {
        using var reader = new BsonBinaryReader(stream, new BsonBinaryReaderSettings { MaxDocumentSize = int.MaxValue });
        return BsonDocumentSerializer.Instance.Deserialize(BsonDeserializationContext.CreateRoot(reader, b => b.AllowDuplicateElementNames = true));
    }
}
