using System.Globalization;
using System.Text.RegularExpressions;
using Lab.Engines.MongoDB.Errors;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>Text as dates, in ISO 8601 or by a format with the specifiers of $dateFromString.</summary>
internal static partial class DateParser
{
    /// <exception cref="CommandException">241: the text is no date, or none of the format.</exception>
    public static DateTime Parse(string text, string? format, TimeZoneOffset zone)
    {
        if (format is not null)
        {
            return new FormattedDate(text, format).ToUtc(zone);
        }

        if (Iso().Match(text) is not { Success: true } match)
        {
            return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var other)
                ? zone.ToUtc(other)
                : throw Failed(text, "it is no date of ISO 8601");
        }

        if (!DateTime.TryParseExact(match.Groups["date"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            throw Failed(text, "there is no such day");
        }

        var (hour, minute, second) = (Number(match, "h"), Number(match, "m"), Number(match, "s"));
        if (hour > 23 || minute > 59 || second > 59)
        {
            throw Failed(text, "there is no such time");
        }

        var fraction = match.Groups["f"].Success ? (match.Groups["f"].Value + "00")[..3] : "0";
        var local = date.Add(new TimeSpan(0, hour, minute, second, int.Parse(fraction, CultureInfo.InvariantCulture)));
        if (!match.Groups["zone"].Success)
        {
            return zone.ToUtc(local);
        }

        return zone.IsUtc
            ? TimeZoneOffset.Parse(match.Groups["zone"].Value).ToUtc(local)
            : throw Failed(text, "you cannot pass in a date/time string with time zone information together with a timezone argument");
    }

    public static CommandException Failed(string text, string reason) => new(ErrorCode.ConversionFailure, $"Error parsing date string '{text}'; {reason}");

    private static int Number(Match match, string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<date>\d{4}-\d{2}-\d{2})(?:[T ](?<h>\d{2}):(?<m>\d{2})(?::(?<s>\d{2})(?:[.,](?<f>\d{1,9}))?)?)?\s?(?<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$")]
    private static partial Regex Iso();
}
