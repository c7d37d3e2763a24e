using System.Globalization;
using System.Text;
using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>Dates as text, by the specifiers of $dateToString. Source: MongoDB manual, "$dateToString: Format Specifiers".</summary>
internal static class DateFormat
{
    public const string IsoUtc = "%Y-%m-%dT%H:%M:%S.%LZ";
    public const string IsoLocal = "%Y-%m-%dT%H:%M:%S.%L";

    public static string Iso(long milliseconds) => Format(FromMilliseconds(milliseconds), IsoUtc, TimeZoneOffset.Utc);

    /// <exception cref="CommandException">The year is not of 1 to 9999.</exception>
    public static DateTime FromMilliseconds(long milliseconds) =>
        milliseconds >= BsonConstants.DateTimeMinValueMillisecondsSinceEpoch && milliseconds <= BsonConstants.DateTimeMaxValueMillisecondsSinceEpoch
            ? DateTime.UnixEpoch.AddMilliseconds(milliseconds)
            : throw CommandException.Location(18537, $"Could not convert date to string: date component was outside the supported range of 0-9999: {milliseconds}");

    /// <exception cref="CommandException">18535, 18536: the format is none.</exception>
    public static string Format(DateTime utc, string format, TimeZoneOffset zone)
    {
        var local = zone.ToLocal(utc);
        var output = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                output.Append(format[i]);
                continue;
            }

            if (++i == format.Length)
            {
                throw CommandException.Location(18535, "Unmatched '%' at end of format string");
            }

            output.Append(Part(format[i], local, utc, zone));
        }

        return output.ToString();
    }

    private static string Part(char specifier, DateTime local, DateTime utc, TimeZoneOffset zone)
    {
        var offset = zone.At(utc);
        return specifier switch
        {
            '%' => "%",
            'b' => local.ToString("MMM", CultureInfo.InvariantCulture),
            'B' => local.ToString("MMMM", CultureInfo.InvariantCulture),
            'd' => Number(local.Day, 2),
            'G' => Number(ISOWeek.GetYear(local), 4),
            'H' => Number(local.Hour, 2),
            'j' => Number(local.DayOfYear, 3),
            'L' => Number(local.Millisecond, 3),
            'm' => Number(local.Month, 2),
            'M' => Number(local.Minute, 2),
            'S' => Number(local.Second, 2),
            'u' => Number(IsoDay(local), 1),
            'U' => Number(Week(local), 2),
            'V' => Number(ISOWeek.GetWeekOfYear(local), 2),
            'w' => Number((int)local.DayOfWeek + 1, 1),
            'Y' => Number(local.Year, 4),
            'z' => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hhmm", CultureInfo.InvariantCulture),
            'Z' => ((int)offset.TotalMinutes).ToString("+0;-0;+0", CultureInfo.InvariantCulture),
            _ => throw CommandException.Location(18536, $"Invalid format character '%{specifier}' in format string"),
        };
    }

    /// <summary>Monday is 1, Sunday 7.</summary>
    public static int IsoDay(DateTime local) => local.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)local.DayOfWeek;

    /// <summary>Weeks begin on Sundays; the days before the first one are in week 0.</summary>
    public static int Week(DateTime local) => (local.DayOfYear + 6 - (int)local.DayOfWeek) / 7;

    private static string Number(int value, int digits) => value.ToString(new string('0', digits), CultureInfo.InvariantCulture);
}
