using System.Buffers.Binary;

namespace Lab.Engines.MongoDB.Wire;

/// <summary>The 16 bytes before each message, little-endian.</summary>
/// <param name="Length">The message's length in bytes, these 16 included.</param>
/// <param name="RequestId">The sender's number for it.</param>
/// <param name="ResponseTo">The request that it answers.</param>
/// <param name="Code">Its type.</param>
internal readonly record struct MessageHeader(int Length, int RequestId, int ResponseTo, OpCode Code)
{
    public const int Size = 16;

    /// <summary>The longest message, MongoDB's maxMessageSizeBytes.</summary>
    public const int MaxMessage = 48_000_000;

    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    /// <param name="maxLength">The longest message that is taken now.</param>
    /// <exception cref="WireException">The length is beyond what is allowed.</exception>
    public static MessageHeader Read(ReadOnlySpan<byte> bytes, int maxLength = MaxMessage)
    {
        var header = new MessageHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            (OpCode)BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]));
        return header.Length >= Size && header.Length <= maxLength
            ? header
            : throw new WireException($"A message says it is {header.Length} bytes long: allowed are {Size} to {maxLength}.");
    }

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], RequestId);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], ResponseTo);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], (int)Code);
    }
}
