using System.Globalization;
using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>Conversions between types as $convert has them. Source: MongoDB manual, "$convert (aggregation)".</summary>
internal static class BsonConversion
{
    private const double Int64Limit = 9223372036854775808.0;

    /// <exception cref="CommandException">241: the value cannot become one of that type.</exception>
    public static BsonValue Convert(BsonValue value, BsonType type) => value.BsonType == type ? value : type switch
    {
        BsonType.Int32 => ToInt32(value),
        BsonType.Int64 => ToInt64(value),
        BsonType.Double => ToDouble(value),
        BsonType.Decimal128 => ToDecimal(value),
        BsonType.Boolean => ToBoolean(value),
        BsonType.String => ToText(value),
        BsonType.DateTime => ToDate(value),
        BsonType.ObjectId => value is BsonString text && ObjectId.TryParse(text.Value, out var id) && text.Value.Length == 24
            ? id
            : throw (value is BsonString ? Failed($"Failed to parse objectId '{value}' in $convert with no onError value: Invalid string length for parsing to OID, expected 24 hexadecimal digits") : Unsupported(value, type)),
        _ => throw Unsupported(value, type),
    };

    private static BsonInt32 ToInt32(BsonValue value)
    {
        if (value is BsonDateTime)
        {
            throw Unsupported(value, BsonType.Int32);
        }

        var wide = ToInt64(value, BsonType.Int32);
        return wide is >= int.MinValue and <= int.MaxValue
            ? new BsonInt32((int)wide)
            : throw Failed($"Conversion would overflow target type in $convert with no onError value: {BsonTexts.Show(value)}");
    }

    private static BsonInt64 ToInt64(BsonValue value) => new(ToInt64(value, BsonType.Int64));

    private static long ToInt64(BsonValue value, BsonType type)
    {
        switch (value)
        {
            case BsonBoolean flag:
                return flag.Value ? 1 : 0;
            case BsonDateTime date:
                return date.MillisecondsSinceEpoch;
            case BsonString text:
                return long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : throw Unparsed(text.Value);
            case not null when BsonNumber.Is(value):
                return BsonNumber.IsFinite(value)
                    ? BsonNumber.TryTruncate(value, out var whole) ? whole : throw Failed($"Conversion would overflow target type in $convert with no onError value: {BsonTexts.Show(value)}")
                    : throw Failed($"Attempt to convert {BsonTexts.Show(value)} value to integer type in $convert with no onError value");
            default:
                throw Unsupported(value!, type);
        }
    }

    private static BsonDouble ToDouble(BsonValue value) => value switch
    {
        BsonBoolean flag => new BsonDouble(flag.Value ? 1 : 0),
        BsonDateTime date => new BsonDouble(date.MillisecondsSinceEpoch),
        BsonString text => double.TryParse(text.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var parsed)
            ? new BsonDouble(parsed)
            : throw Unparsed(text.Value),
        BsonDecimal128 d when BsonNumber.IsFinite(d) && double.IsInfinity(BsonNumber.ToDouble(d)) =>
            throw Failed($"Conversion would overflow target type in $convert with no onError value: {BsonTexts.Show(value)}"),
        _ when BsonNumber.Is(value) => new BsonDouble(BsonNumber.ToDouble(value)),
        _ => throw Unsupported(value, BsonType.Double),
    };

    private static BsonDecimal128 ToDecimal(BsonValue value) => value switch
    {
        BsonBoolean flag => new BsonDecimal128(flag.Value ? Decimal128.One : Decimal128.Zero),
        BsonDateTime date => new BsonDecimal128(BsonNumber.ToDecimal128(new BsonInt64(date.MillisecondsSinceEpoch))),
        BsonString text => Decimal128.TryParse(text.Value, out var parsed) ? new BsonDecimal128(parsed) : throw Unparsed(text.Value),
        _ when BsonNumber.Is(value) => new BsonDecimal128(BsonNumber.ToDecimal128(value)),
        _ => throw Unsupported(value, BsonType.Decimal128),
    };

    private static BsonBoolean ToBoolean(BsonValue value) => value switch
    {
        _ when BsonNumber.Is(value) => BsonTypes.IsTrue(value),
        BsonNull or BsonUndefined => throw Unsupported(value, BsonType.Boolean),
        _ => BsonBoolean.True,
    };

    private static BsonString ToText(BsonValue value) => value switch
    {
        BsonBoolean flag => new BsonString(flag.Value ? "true" : "false"),
        BsonInt32 i => new BsonString(i.Value.ToString(CultureInfo.InvariantCulture)),
        BsonInt64 l => new BsonString(l.Value.ToString(CultureInfo.InvariantCulture)),
        BsonDouble d => new BsonString(DoubleText(d.Value)),
        BsonDecimal128 d => new BsonString(d.Value.ToString()),
        BsonObjectId id => new BsonString(id.Value.ToString()),
        BsonDateTime date => new BsonString(DateFormat.Iso(date.MillisecondsSinceEpoch)),
        BsonSymbol symbol => new BsonString(symbol.Name),
        _ => throw Unsupported(value, BsonType.String),
    };

    private static BsonDateTime ToDate(BsonValue value)
    {
        switch (value)
        {
            case BsonObjectId id:
                return new BsonDateTime(id.Value.CreationTime);
            case BsonTimestamp stamp:
                return new BsonDateTime((uint)stamp.Timestamp * 1000L);
            case BsonString text:
                return new BsonDateTime(DateParser.Parse(text.Value, null, TimeZoneOffset.Utc));
            case BsonInt64 or BsonDouble or BsonDecimal128:
                return BsonNumber.TryTruncate(value, out var milliseconds) ? new BsonDateTime(milliseconds) : throw Failed($"Conversion would overflow target type in $convert with no onError value: {BsonTexts.Show(value)}");
            default:
                throw Unsupported(value, BsonType.DateTime);
        }
    }

    /// <summary>The shortest text that gives the number back; exponents as in C ("1e+21").</summary>
    private static string DoubleText(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? value > 0 ? "Infinity" : "-Infinity"
        : Math.Abs(value) < Int64Limit && Math.Truncate(value) == value && Math.Abs(value) < 1e15 ? value.ToString("F0", CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);

    private static CommandException Unparsed(string text) => Failed($"Failed to parse number '{text}' in $convert with no onError value: Did not consume whole string.");

    private static CommandException Unsupported(BsonValue value, BsonType type) =>
        Failed($"Unsupported conversion from {BsonTypes.Name(value)} to {BsonTypes.Name(type)} in $convert with no onError value");

    private static CommandException Failed(string message) => new(ErrorCode.ConversionFailure, message);
}
