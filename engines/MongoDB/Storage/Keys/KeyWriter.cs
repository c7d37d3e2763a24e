using System.Buffers.Binary;
using System.Text;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Storage.Keys;

/// <summary>
/// Writes values so that comparing the bytes compares the values as <see cref="BsonOrder"/> does, and equal values give equal bytes.
/// A value is a byte for its type's rank (<see cref="BsonOrder.Rank(BsonValue)"/> + 2, thus never 0) and then, by type:
/// a number: 8 bytes of the greatest double that is not greater (sign bit flipped, or all bits of a negative one; NaN is 0), then 0, or 1 and
/// the exact decimal (see <see cref="DecimalKey"/>) when the number is no double; a string: its UTF-8, a zero byte as 00 FF, then 00 00;
/// a document: for each field rank, name (as a string) and value, then 00; an array: each value, then 00; binary data: length (4 bytes,
/// big-endian), subtype, bytes; other types: their bytes in big-endian order, sign bit flipped. A descending field has all its bits inverted.
/// No value's bytes are the beginning of another's, so that the values of a compound index stand one after the other.
/// </summary>
internal sealed class KeyWriter
{
    private byte[] _buffer = new byte[64];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public static byte[] Encode(BsonValue value)
    {
        var writer = new KeyWriter();
        writer.Value(value);
        return writer.Written.ToArray();
    }

    /// <summary>The byte that begins every value of a rank.</summary>
    public static byte RankByte(int rank) => (byte)(rank + 2);

    public void Clear() => Length = 0;

    /// <summary>Writes one field of an index.</summary>
    public void Field(BsonValue value, bool descending)
    {
        var start = Length;
        Value(value);
        if (descending)
        {
            foreach (ref var item in _buffer.AsSpan(start, Length - start))
            {
                item = (byte)~item;
            }
        }
    }

    public void Value(BsonValue value)
    {
        Byte(RankByte(BsonOrder.Rank(value)));
        Payload(value);
    }

    private void Payload(BsonValue value)
    {
        switch (value)
        {
            case BsonInt32 or BsonInt64 or BsonDouble or BsonDecimal128:
                Number(value);
                break;
            case BsonString text:
                Text(text.Value);
                break;
            case BsonSymbol symbol:
                Text(symbol.Name);
                break;
            case BsonDocument document:
                foreach (var element in document.Elements)
                {
                    Byte(RankByte(BsonOrder.Rank(element.Value)));
                    Text(element.Name);
                    Payload(element.Value);
                }

                Byte(0);
                break;
            case BsonArray array:
                foreach (var item in array)
                {
                    Value(item);
                }

                Byte(0);
                break;
            case BsonBinaryData binary:
                BinaryPrimitives.WriteInt32BigEndian(Reserve(4), binary.Bytes.Length);
                Byte((byte)binary.SubType);
                binary.Bytes.CopyTo(Reserve(binary.Bytes.Length));
                break;
            case BsonObjectId id:
                id.Value.ToByteArray().CopyTo(Reserve(12));
                break;
            case BsonBoolean boolean:
                Byte(boolean.Value ? (byte)1 : (byte)0);
                break;
            case BsonDateTime time:
                BinaryPrimitives.WriteUInt64BigEndian(Reserve(8), (ulong)time.MillisecondsSinceEpoch ^ (1UL << 63));
                break;
            case BsonTimestamp timestamp:
                BinaryPrimitives.WriteUInt64BigEndian(Reserve(8), (ulong)timestamp.Value);
                break;
            case BsonRegularExpression regex:
                Text(regex.Pattern);
                Text(regex.Options);
                break;
            case BsonJavaScriptWithScope code:
                Text(code.Code);
                Value(code.Scope);
                break;
            case BsonJavaScript code:
                Text(code.Code);
                break;
        }
    }

    private void Number(BsonValue value)
    {
        var floor = Floor(value, out var exact);
        var bits = BitConverter.DoubleToUInt64Bits(floor + 0.0);
        var ordered = double.IsNaN(floor) ? 0 : bits >> 63 == 1 ? ~bits : bits | (1UL << 63);
        BinaryPrimitives.WriteUInt64BigEndian(Reserve(8), ordered);
        Byte(exact ? (byte)0 : (byte)1);
        if (!exact)
        {
            DecimalKey.Write(BsonNumber.ToBigDecimal(value), Reserve(DecimalKey.Length));
        }
    }

    private static double Floor(BsonValue value, out bool exact)
    {
        var rounded = BsonNumber.ToDouble(value);
        exact = value is BsonInt32 or BsonDouble || !BsonNumber.IsFinite(value);
        if (exact)
        {
            return rounded;
        }

        while (BsonNumber.Compare(new BsonDouble(rounded), value) > 0)
        {
            rounded = Math.BitDecrement(rounded);
        }

        exact = BsonNumber.Compare(new BsonDouble(rounded), value) == 0;
        return rounded;
    }

    private void Text(string text)
    {
        var bytes = Reserve(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, bytes);
        if (bytes.Contains((byte)0))
        {
            Escape(bytes.ToArray());
        }

        Byte(0);
        Byte(0);
    }

    private void Escape(byte[] bytes)
    {
        Length -= bytes.Length;
        foreach (var item in bytes)
        {
            Byte(item);
            if (item == 0)
            {
                Byte(0xFF);
            }
        }
    }

    private void Byte(byte value) => Reserve(1)[0] = value;

    private Span<byte> Reserve(int count)
    {
        if (Length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        }

        Length += count;
        return _buffer.AsSpan(Length - count, count);
    }
}
