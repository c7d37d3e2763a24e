using System.Globalization;

namespace Lab.Repository.Retention;

/// <summary>
/// The selection of Proxmox Backup Server ("Prune simulator" and "Pruning" in its documentation): for each option, the snapshots are gone
/// through from the newest on; a period in which a snapshot is already kept by an option before is not counted again; of each other period
/// the newest snapshot is kept, until as many periods were found as the option says. The others of a period that was found are out for good:
/// a later option does not pick them up.
/// </summary>
internal static class RetentionSelection
{
    /// <summary>Decides.</summary>
    /// <param name="times">When the snapshots were made.</param>
    /// <param name="isProtected">Which are kept in any case. They neither count nor cover a period.</param>
    /// <param name="policy">What is kept.</param>
    /// <param name="zone">Whose days, weeks, months and years count.</param>
    /// <returns>For each snapshot why it is kept, or <see langword="null"/>.</returns>
    public static string?[] Select(IReadOnlyList<DateTimeOffset> times, IReadOnlyList<bool> isProtected, RetentionPolicy policy, TimeZoneInfo zone)
    {
        var reasons = new string?[times.Count];
        var isOut = new bool[times.Count];
        var newestFirst = Enumerable.Range(0, times.Count).Where(i => !isProtected[i]).OrderByDescending(i => times[i]).ThenByDescending(i => i).ToArray();
        for (var i = 0; i < times.Count; i++)
        {
            reasons[i] = isProtected[i] ? "protected" : null;
        }

        foreach (var i in newestFirst.Take(Math.Max(0, policy.Last)))
        {
            reasons[i] = "last";
        }

        Mark("hourly", policy.Hourly, t => t.ToString("yyyy-MM-dd HH", CultureInfo.InvariantCulture));
        Mark("daily", policy.Daily, t => t.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Mark("weekly", policy.Weekly, t => $"{ISOWeek.GetYear(t.DateTime)} {ISOWeek.GetWeekOfYear(t.DateTime)}");
        Mark("monthly", policy.Monthly, t => t.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        Mark("yearly", policy.Yearly, t => t.ToString("yyyy", CultureInfo.InvariantCulture));
        return reasons;

        void Mark(string reason, int count, Func<DateTimeOffset, string> periodOf)
        {
            if (count <= 0)
            {
                return;
            }

            string Period(int i) => periodOf(TimeZoneInfo.ConvertTime(times[i], zone));
            var covered = newestFirst.Where(i => reasons[i] is not null).Select(Period).ToHashSet();
            var found = new HashSet<string>();
            foreach (var i in newestFirst.Where(i => reasons[i] is null && !isOut[i]))
            {
                var period = Period(i);
                if (covered.Contains(period))
                {
                    continue;
                }

                if (found.Contains(period))
                {
                    isOut[i] = true;
                    continue;
                }

                if (found.Count >= count)
                {
                    break;
                }

                found.Add(period);
                reasons[i] = reason;
            }
        }
    }
}
