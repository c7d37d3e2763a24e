using System.Globalization;
using CsCheck;
using Lab.Repository.Retention;

namespace Lab.Repository.Tests;

/// <summary>
/// Against an oracle that was written from Proxmox Backup Server's documentation in another way: it walks one list per option and carries
/// the sets of periods along, where the product keeps reasons per snapshot.
/// </summary>
public sealed class RetentionTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void It_keeps_what_Proxmox_Backup_Server_keeps() =>
        Gen.Select(Gen.Int[0, 800 * 24 * 4].Array[0, 120], Gen.Bool.Array[120], Gen.Int[0, 6], Gen.Int[0, 12], Gen.Int[0, 12], Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8], Gen.Int[0, 3]))
            .Sample((quarters, guarded, last, hourly, daily, rest) =>
            {
                var (weekly, monthly, yearly) = rest;
                var times = quarters.Distinct().Order().Select(q => new DateTimeOffset(2023, 12, 20, 0, 0, 0, TimeSpan.Zero).AddMinutes(15 * q)).ToArray();
                var isProtected = times.Select((_, i) => guarded[i] && i % 5 == 0).ToArray();

                var kept = RetentionSelection.Select(times, isProtected, new RetentionPolicy(last, hourly, daily, weekly, monthly, yearly), Zone).Select(r => r is not null);

                kept.ShouldBe(Oracle(times, isProtected, last, hourly, daily, weekly, monthly, yearly));
            }, iter: 3000);

    [Fact]
    public void A_week_across_two_months_counts_once()
    {
        // Thursday 30 January and Saturday 1 February 2025 are one ISO week: the week keeps the second, and the first is out for the month too.
        var times = new[] { 15, 30, 32 }.Select(day => new DateTimeOffset(2025, 1, 1, 12, 0, 0, TimeSpan.Zero).AddDays(day - 1)).ToArray();

        var reasons = RetentionSelection.Select(times, new bool[3], new RetentionPolicy(Weekly: 1, Monthly: 1), TimeZoneInfo.Utc);

        reasons.ShouldBe(["monthly", null, "weekly"]);
    }

    [Fact]
    public async Task A_policy_that_keeps_nothing_is_refused()
    {
        using var place = new TemporaryRepository();
        var repository = await place.InitializeAsync();

        var error = await Should.ThrowAsync<RepositoryException>(() => new Pruner(repository, TimeZoneInfo.Utc).PruneAsync(new RetentionPolicy(), cancellationToken: TestContext.Current.CancellationToken));

        error.Error.ShouldBe(RepositoryError.Invalid);
    }

    [Fact]
    public async Task Pruning_removes_what_the_dry_run_said_and_nothing_that_is_protected()
    {
        using var place = new TemporaryRepository();
        var repository = await place.InitializeAsync();
        var token = TestContext.Current.CancellationToken;
        var made = new List<string>();
        for (var day = 1; day <= 5; day++)
        {
            made.Add((await TemporaryRepository.StoreAsync(repository, "a", [1], new DateTimeOffset(2025, 5, day, 9, 0, 0, TimeSpan.Zero))).Id);
        }

        await repository.Snapshots.ProtectAsync(made[0], protect: true, token);
        var pruner = new Pruner(repository, TimeZoneInfo.Utc);
        var plan = await pruner.PlanAsync(new RetentionPolicy(Daily: 2), cancellationToken: token);
        (await repository.Snapshots.ListAsync(token)).Count.ShouldBe(5);

        var done = await pruner.PruneAsync(new RetentionPolicy(Daily: 2), cancellationToken: token);

        done.ShouldBe(plan, ignoreOrder: false, comparer: EqualityComparer<RetentionDecision>.Create((a, b) => a!.Snapshot.Id == b!.Snapshot.Id && a.Reason == b.Reason));
        (await repository.Snapshots.ListAsync(token)).Select(s => s.Id).ShouldBe([made[0], made[3], made[4]]);
        (await Should.ThrowAsync<RepositoryException>(() => repository.Snapshots.RemoveAsync(made[0], token))).Error.ShouldBe(RepositoryError.Invalid);
    }

    private static bool[] Oracle(DateTimeOffset[] times, bool[] isProtected, int last, int hourly, int daily, int weekly, int monthly, int yearly)
    {
        var marks = new Dictionary<int, bool>();
        var order = Enumerable.Range(0, times.Length).Reverse().ToList();
        Pass(last, i => i.ToString(CultureInfo.InvariantCulture));
        Pass(hourly, i => Local(i).ToString("yyyyMMddHH", CultureInfo.InvariantCulture));
        Pass(daily, i => Local(i).ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        Pass(weekly, i => $"{ISOWeek.GetYear(Local(i))}w{ISOWeek.GetWeekOfYear(Local(i))}");
        Pass(monthly, i => Local(i).ToString("yyyyMM", CultureInfo.InvariantCulture));
        Pass(yearly, i => Local(i).ToString("yyyy", CultureInfo.InvariantCulture));
        return [.. Enumerable.Range(0, times.Length).Select(i => isProtected[i] || marks.GetValueOrDefault(i))];

        DateTime Local(int i) => TimeZoneInfo.ConvertTime(times[i], Zone).DateTime;

        void Pass(int keep, Func<int, string> period)
        {
            if (keep == 0)
            {
                return;
            }

            var already = order.Where(i => marks.TryGetValue(i, out var kept) && kept).Select(period).ToHashSet();
            var included = new HashSet<string>();
            foreach (var i in order)
            {
                if (marks.ContainsKey(i) || isProtected[i] || already.Contains(period(i)))
                {
                    continue;
                }

                if (included.Contains(period(i)))
                {
                    marks[i] = false;
                }
                else if (included.Count < keep)
                {
                    included.Add(period(i));
                    marks[i] = true;
                }
                else
                {
                    return;
                }
            }
        }
    }
}
