using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Wire;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Wire;

/// <summary>Messages as a client sends them, and messages that are not quite.</summary>
internal static class Messages
{
    /// <summary>Bytes changed, cut off, put in or repeated in messages that were right; and noise behind a header.</summary>
    public static Gen<byte[]> Malformed { get; } = Gen.OneOf(
        Gen.Select(Valid(), Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[1, 6]).Select((message, changes) => Patch([.. message], changes)),
        Gen.Select(Valid(), Gen.Int[0, 10_000]).Select((message, cut) => WithLength(message[..Math.Max(MessageHeader.Size, cut % message.Length)])),
        Gen.Select(Valid(), Gen.Int[0, 10_000], Gen.OneOf(0, -1, 1, 4, 5, int.MaxValue, int.MinValue, 0x01000000)).Select(PatchLength),
        Gen.Select(Gen.Byte.Array[0, 200], Gen.OneOf(2013, 2004, 2012, 1, 2001, 0)).Select((noise, code) => Message((OpCode)code, noise)));

    public static byte[] Insert() => Message(
        OpCode.Message,
        [
            0, 0, 0, 0, 0, .. BsonBytes.Write(new BsonDocument { { "insert", "items" }, { "$db", "test" } }),
            .. Sequence("documents", new BsonDocument("_id", 1), new BsonDocument("_id", 2)),
        ]);

    public static byte[] Command(BsonDocument command) => Message(OpCode.Message, [0, 0, 0, 0, 0, .. BsonBytes.Write(command)]);

    public static byte[] WithChecksum(byte[] message)
    {
        byte[] longer = [.. message, 0, 0, 0, 0];
        longer[MessageHeader.Size] |= 1;
        WithLength(longer);
        BinaryPrimitives.WriteUInt32LittleEndian(longer.AsSpan(longer.Length - 4), Crc32C.Compute(longer.AsSpan(0, longer.Length - 4)));
        return longer;
    }

    private static Gen<byte[]> Valid() => Gen.OneOf(
        Insert(),
        WithChecksum(Insert()),
        Command(new BsonDocument { { "ping", 1 }, { "$db", "admin" } }),
        Command(new BsonDocument { { "hello", 1 }, { "client", new BsonDocument("application", new BsonDocument("name", "x")) }, { "$db", "admin" } }),
        Command(new BsonDocument
        {
            { "find", "items" }, { "filter", new BsonDocument { { "a", new BsonArray { 1, "two", 3.0, BsonNull.Value } }, { "r", new BsonRegularExpression("x", "i") } } },
            { "b", new BsonBinaryData([1, 2, 3]) }, { "d", new BsonDecimal128(1.5m) }, { "o", ObjectId.Empty }, { "j", new BsonJavaScriptWithScope("c", new BsonDocument("s", 1)) }, { "$db", "test" },
        }),
        Query());

    private static byte[] Query() => Message(
        OpCode.Query, [0, 0, 0, 0, .. Encoding.UTF8.GetBytes("admin.$cmd"), 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. BsonBytes.Write(new BsonDocument("isMaster", 1))]);

    private static byte[] Sequence(string name, params BsonDocument[] documents)
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(name), 0, .. documents.SelectMany(BsonBytes.Write)];
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, body.Length + 4);
        return [1, .. size, .. body];
    }

    private static byte[] Message(OpCode code, byte[] body)
    {
        var message = new byte[MessageHeader.Size + body.Length];
        new MessageHeader(message.Length, 1, 0, code).Write(message);
        body.CopyTo(message, MessageHeader.Size);
        return message;
    }

    private static byte[] WithLength(byte[] message)
    {
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        return message;
    }

    private static byte[] Patch(byte[] message, (int At, byte Value)[] changes)
    {
        foreach (var (at, value) in changes)
        {
            message[MessageHeader.Size + (at % (message.Length - MessageHeader.Size))] = value;
        }

        return message;
    }

    private static byte[] PatchLength(byte[] valid, int at, int length)
    {
        byte[] message = [.. valid];
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(MessageHeader.Size + (at % (message.Length - MessageHeader.Size - 4))), length);
        return message;
    }
}
