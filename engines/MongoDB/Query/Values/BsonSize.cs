using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>
/// How many bytes a value takes in BSON (BSON specification 1.1), without writing it. Values share their parts, so that a small expression
/// can stand for terabytes: counting stops at <see cref="Cap"/>.
/// </summary>
internal static class BsonSize
{
    /// <summary>What is larger is not counted to its end; it is beyond every limit.</summary>
    public const long Cap = 128 * 1024 * 1024;

    /// <summary>What a document may grow to between two stages; MongoDB's limit, too.</summary>
    public const long MaxIntermediate = 64 * 1024 * 1024;

    /// <returns>The size in bytes, exact up to <see cref="Cap"/>.</returns>
    public static long Of(BsonValue? value)
    {
        var total = 0L;
        Add(value, ref total);
        return total;
    }

    /// <exception cref="CommandException">10334: the document is larger than 64 MiB.</exception>
    public static BsonDocument Check(BsonDocument document) => Of(document) <= MaxIntermediate
        ? document
        : throw new CommandException(ErrorCode.BSONObjectTooLarge, $"BSONObj size is invalid: more than {MaxIntermediate} bytes");

    private static void Add(BsonValue? value, ref long total)
    {
        if (total > Cap)
        {
            return;
        }

        switch (value)
        {
            case RawBsonDocument raw:
                total += raw.Slice.Length;
                break;
            case BsonDocument document:
                total += 5;
                foreach (var element in document.Elements)
                {
                    total += 2 + CodePoints.Utf8Length(element.Name);
                    Add(element.Value, ref total);
                }

                break;
            case BsonArray array:
                total += 5;
                var index = 0;
                foreach (var item in array)
                {
                    total += 2 + Digits(index++);
                    Add(item, ref total);
                    if (total > Cap)
                    {
                        break;
                    }
                }

                break;
            case BsonJavaScriptWithScope code:
                total += 9 + CodePoints.Utf8Length(code.Code);
                Add(code.Scope, ref total);
                break;
            default:
                total += Scalar(value);
                break;
        }
    }

    private static long Scalar(BsonValue? value) => value switch
    {
        BsonInt32 => 4,
        BsonInt64 or BsonDouble or BsonDateTime or BsonTimestamp => 8,
        BsonDecimal128 => 16,
        BsonBoolean => 1,
        BsonObjectId => 12,
        BsonString text => 5 + CodePoints.Utf8Length(text.Value),
        BsonSymbol symbol => 5 + CodePoints.Utf8Length(symbol.Name),
        BsonBinaryData binary => 5 + binary.Bytes.Length,
        BsonRegularExpression regex => 2 + CodePoints.Utf8Length(regex.Pattern) + regex.Options.Length,
        BsonJavaScript code => 5 + CodePoints.Utf8Length(code.Code),
        _ => 0,
    };

    private static int Digits(int index)
    {
        var digits = 1;
        for (; index >= 10; index /= 10)
        {
            digits++;
        }

        return digits;
    }
}
