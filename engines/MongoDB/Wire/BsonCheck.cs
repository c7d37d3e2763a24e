using System.Buffers.Binary;
using System.Text.Unicode;
using Lab.Engines.MongoDB.Errors;

namespace Lab.Engines.MongoDB.Wire;

/// <summary>
/// Checks bytes against the BSON specification (1.1) before anything reads them: lengths, terminators, types, UTF-8, depth. The deprecated
/// DBPointer is refused.
/// </summary>
internal static class BsonCheck
{
    /// <summary>The deepest nesting of a document that is stored.</summary>
    public const int MaxDepth = 100;

    /// <summary>The deepest nesting of a command, which wraps documents.</summary>
    public const int MaxCommandDepth = 180;

    /// <summary>The length of the document at the start of the bytes.</summary>
    /// <exception cref="CommandException">InvalidBSON, or Overflow when it is nested too deeply.</exception>
    public static int Document(ReadOnlySpan<byte> bytes, int maxDepth = MaxCommandDepth)
    {
        if (bytes.Length < 5)
        {
            throw Invalid("a document is cut off");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < 5 || length > bytes.Length || bytes[length - 1] != 0)
        {
            throw Invalid($"a document's length {length} does not fit");
        }

        if (maxDepth == 0)
        {
            throw new CommandException(ErrorCode.Overflow, "BSONObj exceeds the maximum nested object depth");
        }

        var at = 4;
        while (at < length - 1)
        {
            var type = bytes[at++];
            at += Name(bytes[at..(length - 1)]);
            at += Value(type, bytes[at..(length - 1)], maxDepth);
        }

        return at == length - 1 ? length : throw Invalid("an element reaches beyond its document");
    }

    private static int Value(byte type, ReadOnlySpan<byte> bytes, int maxDepth)
    {
        switch (type)
        {
            case 0x01 or 0x09 or 0x11 or 0x12:
                return Fixed(bytes, 8);
            case 0x02 or 0x0D or 0x0E:
                return Text(bytes);
            case 0x03 or 0x04:
                return Document(bytes, maxDepth - 1);
            case 0x05:
                return Binary(bytes);
            case 0x06 or 0x0A or 0x7F or 0xFF:
                return 0;
            case 0x07:
                return Fixed(bytes, 12);
            case 0x08:
                return bytes.Length > 0 && bytes[0] <= 1 ? 1 : throw Invalid("a boolean is neither 0 nor 1");
            case 0x0B:
                var pattern = Name(bytes);
                return pattern + Name(bytes[pattern..]);
            case 0x0F:
                return ScopedCode(bytes, maxDepth);
            case 0x10:
                return Fixed(bytes, 4);
            case 0x13:
                return Fixed(bytes, 16);
            default:
                throw Invalid($"type 0x{type:X2} is not supported");
        }
    }

    private static int Fixed(ReadOnlySpan<byte> bytes, int length) => bytes.Length >= length ? length : throw Invalid("a value is cut off");

    private static int Name(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.IndexOf((byte)0);
        return length >= 0 && Utf8.IsValid(bytes[..length]) ? length + 1 : throw Invalid("a name is cut off or no UTF-8");
    }

    private static int Text(ReadOnlySpan<byte> bytes)
    {
        var length = Length(bytes, minimum: 1);
        return bytes.Length - 4 >= length && bytes[3 + length] == 0 && Utf8.IsValid(bytes.Slice(4, length - 1))
            ? 4 + length
            : throw Invalid("a string is cut off or no UTF-8");
    }

    private static int Binary(ReadOnlySpan<byte> bytes)
    {
        var length = Length(bytes, minimum: 0);
        if (bytes.Length - 5 < length)
        {
            throw Invalid("binary data is cut off");
        }

        if (bytes[4] is 3 or 4 && length != 16)
        {
            throw Invalid("a UUID is not 16 bytes long");
        }

        // Subtype 2 has its length once more inside.
        return bytes[4] != 2 || (length >= 4 && BinaryPrimitives.ReadInt32LittleEndian(bytes[5..]) == length - 4)
            ? 5 + length
            : throw Invalid("binary data of subtype 2 has another length inside");
    }

    private static int ScopedCode(ReadOnlySpan<byte> bytes, int maxDepth)
    {
        var length = Length(bytes, minimum: 14);
        if (bytes.Length < length)
        {
            throw Invalid("code with scope is cut off");
        }

        var code = Text(bytes[4..length]);
        var scope = Document(bytes[(4 + code)..length], maxDepth - 1);
        return 4 + code + scope == length ? length : throw Invalid("code with scope has another length inside");
    }

    private static int Length(ReadOnlySpan<byte> bytes, int minimum)
    {
        var length = bytes.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : -1;
        return length >= minimum ? length : throw Invalid("a length is cut off or negative");
    }

    private static CommandException Invalid(string what) => new(ErrorCode.InvalidBSON, $"Invalid BSON: {what}.");
}
