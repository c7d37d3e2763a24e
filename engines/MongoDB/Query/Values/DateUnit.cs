using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>A unit of time: adding it, counting its borders between two times, and cutting to a multiple of it.</summary>
/// <param name="Name">As MongoDB spells it.</param>
/// <param name="Milliseconds">Its length, or 0 for units of the calendar.</param>
/// <param name="Months">Its months, or 0.</param>
internal sealed record DateUnit(string Name, long Milliseconds, int Months)
{
    private static readonly DateTime Reference = new(2000, 1, 1);

    private bool IsDays => Milliseconds >= 86_400_000;

    /// <exception cref="CommandException">9, 14: no such unit.</exception>
    public static DateUnit Parse(BsonValue? value) => value is not BsonString name
        ? throw CommandException.Location(5439013, $"unit must be a string, but is {BsonTypes.Name(value)}")
        : name.Value switch
        {
            "millisecond" => new(name.Value, 1, 0),
            "second" => new(name.Value, 1000, 0),
            "minute" => new(name.Value, 60_000, 0),
            "hour" => new(name.Value, 3_600_000, 0),
            "day" => new(name.Value, 86_400_000, 0),
            "week" => new(name.Value, 7 * 86_400_000, 0),
            "month" => new(name.Value, 0, 1),
            "quarter" => new(name.Value, 0, 3),
            "year" => new(name.Value, 0, 12),
            _ => throw new CommandException(ErrorCode.FailedToParse, $"unknown time unit value: {name.Value}"),
        };

    /// <summary>Days and longer are added on the calendar of the zone, shorter units on the time line.</summary>
    /// <exception cref="CommandException">The result is beyond the years 1 to 9999.</exception>
    public DateTime Add(DateTime utc, long amount, TimeZoneOffset zone)
    {
        try
        {
            checked
            {
                return Months > 0 ? zone.ToUtc(zone.ToLocal(utc).AddMonths((int)(amount * Months)))
                    : IsDays ? zone.ToUtc(zone.ToLocal(utc).AddDays(amount * (Milliseconds / 86_400_000)))
                    : utc.AddTicks(amount * Milliseconds * TimeSpan.TicksPerMillisecond);
            }
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or OverflowException)
        {
            throw CommandException.Location(5166406, "date overflow: the result is beyond the years 1 to 9999");
        }
    }

    /// <summary>How many borders of the unit lie between two times.</summary>
    public long Difference(DateTime start, DateTime end, TimeZoneOffset zone, DayOfWeek firstDay)
    {
        if (!IsDays && Months == 0)
        {
            // Minutes and hours begin with the clock's hour in the zone, milliseconds anywhere.
            return Floor(LocalMilliseconds(end, zone)) - Floor(LocalMilliseconds(start, zone));
        }

        var (from, to) = (zone.ToLocal(start), zone.ToLocal(end));
        if (Months > 0)
        {
            return ((to.Year * 12) + to.Month - 1) / Months - (((from.Year * 12) + from.Month - 1) / Months);
        }

        return Name == "day"
            ? (to.Date - from.Date).Days
            : (WeekStart(to, firstDay) - WeekStart(from, firstDay)).Days / 7;
    }

    /// <summary>The last multiple of so many units, counted from 2000-01-01 (weeks: from the first week's day before it), that is not after the time.</summary>
    public DateTime Truncate(DateTime utc, long count, TimeZoneOffset zone, DayOfWeek firstDay)
    {
        var local = zone.ToLocal(utc);
        try
        {
            if (Months > 0)
            {
                var months = ((local.Year - Reference.Year) * 12) + local.Month - 1;
                return zone.ToUtc(Reference.AddMonths((int)(FloorTo(months, checked(count * Months)))));
            }

            var origin = Name == "week" ? FirstWeek(firstDay) : Reference;
            var length = checked(count * Milliseconds * TimeSpan.TicksPerMillisecond);
            return IsDays
                ? zone.ToUtc(origin.AddTicks(FloorTo(local.Ticks - origin.Ticks, length)))
                : zone.ToUtc(origin).AddTicks(FloorTo(utc.Ticks - zone.ToUtc(origin).Ticks, length));
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or OverflowException)
        {
            throw CommandException.Location(5439018, "$dateTrunc: the bin is larger than the range of dates");
        }
    }

    public static DateTime WeekStart(DateTime local, DayOfWeek firstDay) =>
        local.Date.Ticks < TimeSpan.TicksPerDay * 7 ? local.Date : local.Date.AddDays(-(((int)local.DayOfWeek - (int)firstDay + 7) % 7));

    private static DateTime FirstWeek(DayOfWeek firstDay) => Reference.AddDays(((int)firstDay - (int)Reference.DayOfWeek + 7) % 7);

    private static long FloorTo(long value, long length) => value - (((value % length) + length) % length);

    private static long LocalMilliseconds(DateTime utc, TimeZoneOffset zone) => (utc.Ticks + zone.At(utc).Ticks) / TimeSpan.TicksPerMillisecond;

    private long Floor(long milliseconds) => (milliseconds - (((milliseconds % Milliseconds) + Milliseconds) % Milliseconds)) / Milliseconds;
}
