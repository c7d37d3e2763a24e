using Lab.Model.Backup;

namespace Lab.Backup.Policies;

/// <summary>
/// When something that is declared as daily, weekly or monthly at a time of day runs next, in the lab's time zone. Weekly is
/// on Mondays, monthly on the first. A time that a clock change skips is run when the clock has moved on; one that it
/// repeats is run the first time.
/// </summary>
internal static class RunCalendar
{
    /// <summary>The first run after <paramref name="now"/>.</summary>
    public static DateTimeOffset Next(BackupFrequency frequency, TimeOnly at, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

        // From yesterday on: near midnight a skipped time of yesterday may be run today.
        for (var day = today.AddDays(-1); ; day = day.AddDays(1))
        {
            if (IsRunDay(frequency, day) && Moment(day.ToDateTime(at), zone) is var moment && moment > now)
            {
                return moment;
            }
        }
    }

    private static bool IsRunDay(BackupFrequency frequency, DateOnly day) => frequency switch
    {
        BackupFrequency.Daily => true,
        BackupFrequency.Weekly => day.DayOfWeek == DayOfWeek.Monday,
        _ => day.Day == 1,
    };

    private static DateTimeOffset Moment(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
        {
            // The offset before the change makes it the same moment as the time after it.
            var before = local;
            while (zone.IsInvalidTime(before))
            {
                before = before.AddMinutes(-15);
            }

            return TimeZoneInfo.ConvertTime(new DateTimeOffset(local, zone.GetUtcOffset(before)), zone);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
