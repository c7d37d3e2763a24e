using System.Buffers.Binary;
using System.Text;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Storage;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Wire;

/// <summary>Reads OP_MSG, and the OP_QUERY with which drivers greet and authenticate. Source: MongoDB manual, "MongoDB Wire Protocol".</summary>
internal static class MessageReader
{
    private const uint ChecksumPresent = 1;
    private const uint MoreToCome = 2;
    private const uint RequiredFlags = 0xFFFF;

    /// <param name="header">The message's header.</param>
    /// <param name="message">The whole message, its header included.</param>
    /// <exception cref="WireException">It is no message that this server understands.</exception>
    public static WireRequest Read(MessageHeader header, ReadOnlySpan<byte> message)
    {
        try
        {
            return header.Code switch
            {
                OpCode.Message => Message(header, message),
                OpCode.Query => Query(header, message),
                OpCode.Compressed => throw new WireException("Compression was not agreed on: OP_COMPRESSED is not taken."),
                _ => throw new WireException($"Messages of type {(int)header.Code} are not taken: allowed is OP_MSG (2013)."),
            };
        }
        catch (CommandException error)
        {
            throw new WireException(error.Message);
        }
    }

    private static WireRequest Message(MessageHeader header, ReadOnlySpan<byte> message)
    {
        var body = message[MessageHeader.Size..];
        if (body.Length < 5)
        {
            throw new WireException("An OP_MSG is cut off.");
        }

        var flags = BinaryPrimitives.ReadUInt32LittleEndian(body);
        if ((flags & RequiredFlags & ~(ChecksumPresent | MoreToCome)) != 0)
        {
            throw new WireException($"An OP_MSG has unknown flags 0x{flags:X8}.");
        }

        if ((flags & ChecksumPresent) != 0)
        {
            CheckSum(message);
            body = body[..^4];
        }

        body = body[4..];
        BsonDocument? command = null;
        var sequences = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.Ordinal);
        while (body.Length > 0)
        {
            var kind = body[0];
            body = body[1..];
            if (kind == 0 && command is null)
            {
                var length = BsonCheck.Document(body);
                command = BsonBytes.Read(body[..length].ToArray());
                body = body[length..];
            }
            else if (kind == 1)
            {
                body = body[Sequence(body, sequences)..];
            }
            else
            {
                throw new WireException($"An OP_MSG has a section of kind {kind}: allowed are one of kind 0 and any of kind 1.");
            }
        }

        return command is null
            ? throw new WireException("An OP_MSG has no command.")
            : new WireRequest(header.RequestId, command, sequences, IsLegacy: false, WantsReply: (flags & MoreToCome) == 0);
    }

    private static int Sequence(ReadOnlySpan<byte> body, Dictionary<string, IReadOnlyList<byte[]>> sequences)
    {
        var size = body.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(body) : 0;
        if (size < 5 || size > body.Length)
        {
            throw new WireException($"A document sequence says it is {size} bytes long, which does not fit.");
        }

        var rest = body[4..size];
        var end = rest.IndexOf((byte)0);
        if (end < 1)
        {
            throw new WireException("A document sequence has no name.");
        }

        var documents = new List<byte[]>();
        var name = Encoding.UTF8.GetString(rest[..end]);
        rest = rest[(end + 1)..];
        while (rest.Length > 0)
        {
            var length = BsonCheck.Document(rest);
            documents.Add(rest[..length].ToArray());
            rest = rest[length..];
        }

        return sequences.TryAdd(name, documents) ? size : throw new WireException($"Two document sequences are named '{name}'.");
    }

    private static WireRequest Query(MessageHeader header, ReadOnlySpan<byte> message)
    {
        var body = message[MessageHeader.Size..];
        var end = body.Length > 4 ? body[4..].IndexOf((byte)0) : -1;
        if (end < 0 || body.Length < 4 + end + 1 + 8 + 5)
        {
            throw new WireException("An OP_QUERY is cut off.");
        }

        var collection = Encoding.UTF8.GetString(body.Slice(4, end));
        var document = body[(4 + end + 1 + 8)..];
        var length = BsonCheck.Document(document);
        var command = BsonBytes.Read(document[..length].ToArray());
        if (!collection.EndsWith(".$cmd", StringComparison.Ordinal) || command.ElementCount == 0 || !IsGreeting(command.GetElement(0).Name))
        {
            throw new WireException("OP_QUERY is taken for hello, saslStart and saslContinue alone: use OP_MSG.");
        }

        command["$db"] = collection[..^5];
        return new WireRequest(header.RequestId, command, new Dictionary<string, IReadOnlyList<byte[]>>(), IsLegacy: true, WantsReply: true);
    }

    private static bool IsGreeting(string name) => name is "hello" or "isMaster" or "ismaster" or "saslStart" or "saslContinue";

    private static void CheckSum(ReadOnlySpan<byte> message)
    {
        if (message.Length < MessageHeader.Size + 9 || Crc32C.Compute(message[..^4]) != BinaryPrimitives.ReadUInt32LittleEndian(message[^4..]))
        {
            throw new WireException("An OP_MSG's checksum does not fit.");
        }
    }
}
