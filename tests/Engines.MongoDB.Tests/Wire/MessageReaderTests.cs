using System.Buffers.Binary;
using CsCheck;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Wire;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Wire;

public sealed class MessageReaderTests
{
    [Fact]
    public void A_message_has_a_command_and_sequences()
    {
        var request = Read(Messages.Insert());

        request.Command["insert"].AsString.ShouldBe("items");
        request.Sequences["documents"].Select(BsonBytes.Read).ShouldBe([new BsonDocument("_id", 1), new BsonDocument("_id", 2)]);
        request.WantsReply.ShouldBeTrue();
    }

    [Fact]
    public void A_checksum_is_checked()
    {
        var message = Messages.WithChecksum(Messages.Insert());
        Read(message).Command["insert"].AsString.ShouldBe("items");

        message[^1] ^= 1;
        Should.Throw<WireException>(() => Read(message)).Message.ShouldContain("checksum");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(15)]
    [InlineData(48_000_001)]
    [InlineData(int.MaxValue)]
    public void A_length_beyond_the_limits_is_refused(int length)
    {
        var header = new byte[MessageHeader.Size];
        BinaryPrimitives.WriteInt32LittleEndian(header, length);

        Should.Throw<WireException>(() => MessageHeader.Read(header)).Message.ShouldContain("48000000");
    }

    [Fact]
    public void Compression_is_refused_by_name()
    {
        var message = Messages.Insert();
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), 2012);

        Should.Throw<WireException>(() => Read(message)).Message.ShouldContain("OP_COMPRESSED");
    }

    /// <summary>100,000 messages that are nearly right, or noise: each is read, or refused as no message; nothing else happens.</summary>
    [Fact]
    public void Malformed_messages_are_refused()
    {
        var refused = 0;
        Messages.Malformed.Sample(
            message =>
            {
                try
                {
                    Read(message);
                }
                catch (WireException)
                {
                    Interlocked.Increment(ref refused);
                }
            },
            iter: 100_000, threads: 1);

        refused.ShouldBeGreaterThan(20_000);
    }

    [Fact]
    public void Documents_nested_beyond_the_limit_are_refused()
    {
        var document = new BsonDocument("x", 1);
        for (var depth = 1; depth < BsonCheck.MaxDepth; depth++)
        {
            document = new BsonDocument("x", document);
        }

        BsonCheck.Document(BsonBytes.Write(document), BsonCheck.MaxDepth);
        Should.Throw<CommandException>(() => BsonCheck.Document(BsonBytes.Write(new BsonDocument("x", document)), BsonCheck.MaxDepth)).CodeName.ShouldBe("Overflow");
    }

    private static WireRequest Read(byte[] message) => MessageReader.Read(MessageHeader.Read(message), message);
}
