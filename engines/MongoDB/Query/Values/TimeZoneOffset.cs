using System.Globalization;
using System.Text.RegularExpressions;
using Lab.Engines.MongoDB.Errors;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>A time zone: an Olson name ("Europe/Zurich"), or an offset from UTC ("+03", "+0330", "+03:30").</summary>
internal sealed partial class TimeZoneOffset
{
    private readonly TimeZoneInfo _zone;

    private TimeZoneOffset(TimeZoneInfo zone) => _zone = zone;

    public static TimeZoneOffset Utc { get; } = new(TimeZoneInfo.Utc);

    public bool IsUtc => _zone == TimeZoneInfo.Utc;

    /// <exception cref="CommandException">40485: there is no such time zone.</exception>
    public static TimeZoneOffset Parse(string name)
    {
        if (name is "UTC" or "GMT" or "Z")
        {
            return Utc;
        }

        if (Offset().Match(name) is { Success: true } match)
        {
            var offset = new TimeSpan(Number(match.Groups["h"]), Number(match.Groups["m"]), 0);
            if (offset > TimeSpan.FromHours(14))
            {
                throw Unknown(name);
            }

            offset = match.Groups["sign"].Value == "-" ? -offset : offset;
            return new TimeZoneOffset(TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name));
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? new TimeZoneOffset(zone) : throw Unknown(name);
    }

    public TimeSpan At(DateTime utc) => _zone.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    /// <summary>The clock's time in this zone. It is cut to the years 1 to 9999.</summary>
    public DateTime ToLocal(DateTime utc)
    {
        var ticks = utc.Ticks + At(utc).Ticks;
        return new DateTime(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Unspecified);
    }

    /// <summary>The instant at which the clock shows this time; of two the earlier, and the later one where there is none.</summary>
    public DateTime ToUtc(DateTime local)
    {
        var guess = Shift(local, _zone.BaseUtcOffset);
        foreach (var offset in new[] { At(Shift(guess, TimeSpan.FromDays(1))), At(Shift(guess, TimeSpan.FromDays(-1))) })
        {
            var utc = Shift(local, offset);
            if (At(utc) == offset)
            {
                return utc;
            }
        }

        return Shift(local, At(Shift(guess, TimeSpan.FromDays(1))));
    }

    private static DateTime Shift(DateTime time, TimeSpan offset) =>
        new(Math.Clamp(time.Ticks - offset.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc);

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    private static CommandException Unknown(string name) => CommandException.Location(40485, $"unrecognized time zone identifier: \"{name}\"");

    [GeneratedRegex(@"^(?<sign>[+-])(?<h>\d{2}):?(?<m>[0-5]\d)?$")]
    private static partial Regex Offset();
}
