using System.Buffers.Binary;
using Lab.Engines.MongoDB.Storage;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Wire;

/// <summary>Writes answers.</summary>
internal static class MessageWriter
{
    private const int MessagePrefix = MessageHeader.Size + 5;
    private const int ReplyPrefix = MessageHeader.Size + 20;
    private const int AwaitCapable = 8;

    /// <summary>Writes a whole message into a stream, which is emptied before.</summary>
    public static void Write(MemoryStream stream, WireRequest request, int id, BsonDocument reply)
    {
        stream.SetLength(0);
        var prefix = request.IsLegacy ? ReplyPrefix : MessagePrefix;
        stream.SetLength(prefix);
        stream.Position = prefix;
        BsonBytes.WriteTo(stream, reply);
        var bytes = stream.GetBuffer();
        Array.Clear(bytes, 0, prefix);
        new MessageHeader((int)stream.Length, id, request.RequestId, request.IsLegacy ? OpCode.Reply : OpCode.Message).Write(bytes);
        if (request.IsLegacy)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(MessageHeader.Size), AwaitCapable);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(MessageHeader.Size + 16), 1);
        }
    }
}
