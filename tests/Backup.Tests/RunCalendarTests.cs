using Lab.Backup.Policies;
using Lab.Model.Backup;

namespace Lab.Backup.Tests;

public sealed class RunCalendarTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Theory]
    [InlineData(BackupFrequency.Daily, "2026-11-24T08:59:59Z", "2026-11-24T09:00:00Z")]
    [InlineData(BackupFrequency.Daily, "2026-11-24T09:00:00Z", "2026-11-25T09:00:00Z")]
    [InlineData(BackupFrequency.Weekly, "2026-11-24T08:00:00Z", "2026-11-30T09:00:00Z")]
    [InlineData(BackupFrequency.Weekly, "2026-11-30T08:00:00Z", "2026-11-30T09:00:00Z")]
    [InlineData(BackupFrequency.Monthly, "2026-12-01T09:00:00Z", "2027-01-01T09:00:00Z")]
    public void The_next_run_is_the_first_after_now(BackupFrequency frequency, string now, string next) =>
        RunCalendar.Next(frequency, new TimeOnly(9, 0), TimeZoneInfo.Utc, DateTimeOffset.Parse(now, null)).ShouldBe(DateTimeOffset.Parse(next, null));

    [Fact]
    public void The_time_of_day_is_that_of_the_labs_zone() =>
        RunCalendar.Next(BackupFrequency.Daily, new TimeOnly(9, 0), NewYork, DateTimeOffset.Parse("2026-11-24T00:00:00Z", null))
            .ShouldBe(DateTimeOffset.Parse("2026-11-24T09:00:00-05:00", null));

    [Fact]
    public void A_time_that_the_clock_skips_runs_once_it_has_moved_on()
    {
        var skipped = RunCalendar.Next(BackupFrequency.Daily, new TimeOnly(2, 30), NewYork, DateTimeOffset.Parse("2027-03-14T00:00:00-05:00", null));

        skipped.ShouldBe(DateTimeOffset.Parse("2027-03-14T03:30:00-04:00", null));
        RunCalendar.Next(BackupFrequency.Daily, new TimeOnly(2, 30), NewYork, skipped).ShouldBe(DateTimeOffset.Parse("2027-03-15T02:30:00-04:00", null));
    }

    [Fact]
    public void A_time_that_the_clock_repeats_runs_once()
    {
        var first = RunCalendar.Next(BackupFrequency.Daily, new TimeOnly(1, 30), NewYork, DateTimeOffset.Parse("2027-11-07T00:00:00-04:00", null));

        first.ShouldBe(DateTimeOffset.Parse("2027-11-07T01:30:00-04:00", null));
        RunCalendar.Next(BackupFrequency.Daily, new TimeOnly(1, 30), NewYork, first).ShouldBe(DateTimeOffset.Parse("2027-11-08T01:30:00-05:00", null));
    }

    [Fact]
    public void Every_day_of_a_year_has_one_daily_run()
    {
        var now = DateTimeOffset.Parse("2027-01-01T00:00:00-05:00", null);
        for (var day = 0; day < 365; day++)
        {
            var next = RunCalendar.Next(BackupFrequency.Daily, new TimeOnly(2, 15), NewYork, now);
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(next, NewYork).DateTime).ShouldBe(new DateOnly(2027, 1, 1).AddDays(day));
            now = next;
        }
    }
}
