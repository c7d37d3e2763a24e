using System.Globalization;
using System.Text.Json;
using Lab.Hosting.Embedded.Running.State;

namespace Lab.Embedded.Tests.Running;

/// <summary>Nothing outlives a host that was killed.</summary>
public sealed class KilledHostTests : IDisposable
{
    // What the requirement allows; a busy machine is not excused.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string home = Directory.CreateTempSubdirectory("lab-killed-").FullName;

    // In the arguments of everything that a test's scripts start, so that leftovers are found whoever their parent is.
    private readonly string mark = $"1{Random.Shared.Next(10_000_000, 99_999_999).ToString(CultureInfo.InvariantCulture)}";

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task Killed_while_running_the_host_leaves_no_process_behind()
    {
        SkipWithoutProc();
        using var host = Start();
        await Condition.WaitAsync(() => Marked().Count(IsSleep) == 7, () => host.Output);
        var watchdog = JsonSerializer.Deserialize<HostRecord>(await File.ReadAllTextAsync(Path.Combine(home, "host.json"), TestContext.Current.CancellationToken))!.WatchdogId!.Value;

        host.Kill();

        await Condition.WaitAsync(() => Marked().Count == 0 && !Processes().Any(p => p.Id == watchdog), Describe, Patience);
    }

    [Fact]
    public async Task Killed_at_any_moment_of_its_start_the_host_leaves_no_process_behind()
    {
        SkipWithoutProc();
        for (var moment = 0; moment < 6; moment++)
        {
            using var host = Start();
            var seen = moment;
            await Condition.WaitAsync(() => Marked().Count >= seen, () => host.Output);

            host.Kill();
            await host.WaitForExitAsync();

            await Condition.WaitAsync(() => Marked().Count == 0, Describe, Patience);
        }
    }

    [Fact]
    public async Task The_next_start_after_a_kill_succeeds_at_once()
    {
        SkipWithoutProc();
        using (var host = Start())
        {
            await Condition.WaitAsync(() => Marked().Any(IsSleep), () => host.Output);
            host.Kill();
        }

        using var next = new AppHostProcess(home, "--Scripts:plain=exec sleep 1000", "--until-healthy", "--timeout", "60");

        (await next.WaitForExitAsync()).ShouldBe(0, next.Output);
    }

    [Fact]
    public async Task A_watchdog_that_was_killed_is_replaced()
    {
        SkipWithoutProc();
        using var host = new AppHostProcess(home, $"--Scripts:crash=sleep 0.3; exit 1", $"--Scripts:stays=exec sleep {mark}");
        await Condition.WaitAsync(() => Marked().Any(IsSleep) && File.Exists(Path.Combine(home, "host.json")), () => host.Output);
        var watchdog = JsonSerializer.Deserialize<HostRecord>(await File.ReadAllTextAsync(Path.Combine(home, "host.json"), TestContext.Current.CancellationToken))!;
        using (var killed = System.Diagnostics.Process.GetProcessById(watchdog.WatchdogId!.Value))
        {
            killed.Kill();
        }

        await Condition.WaitAsync(() => Processes().Any(p => p.Id != watchdog.WatchdogId && p.Arguments.Contains(watchdog.RunId, StringComparison.Ordinal) && p.Arguments.Contains("lab-watchdog", StringComparison.Ordinal)), () => host.Output);
        host.Kill();

        await Condition.WaitAsync(() => Marked().Count == 0, Describe, Patience);
    }

    private static void SkipWithoutProc()
    {
        if (!Directory.Exists("/proc/self"))
        {
            Assert.Skip("This test finds processes by /proc.");
        }
    }

    private static bool IsSleep((int Id, string Arguments) process) => process.Arguments.StartsWith("sleep\0", StringComparison.Ordinal);

    private static IEnumerable<(int Id, string Arguments)> Processes()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Arguments(folder) is { Length: > 0 } arguments)
            {
                yield return (id, arguments);
            }
        }
    }

    private static string? Arguments(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>A plain process, one that ignores polite signals, one with children in sessions of their own, one that left its parent, one that waits.</summary>
    private AppHostProcess Start() => new(
        home,
        $"--Scripts:plain=exec sleep {mark}",
        $"--Scripts:stubborn=trap '' TERM INT; sleep {mark}; exit 0",
        $"--Scripts:family=setsid sleep {mark} & exec sleep {mark}",
        $"--Scripts:daemon=(setsid sleep {mark} >/dev/null 2>&1 &) ; exec sleep {mark}0",
        $"--Scripts:waits=exec sleep {mark}1",
        "--Waits:waits=daemon");

    private List<(int Id, string Arguments)> Marked() =>
        [.. Processes().Where(p => p.Arguments.Contains(mark, StringComparison.Ordinal) && !p.Arguments.Contains("Lab.Embedded.AppHost", StringComparison.Ordinal))];

    private string Describe() => string.Join("\n", Marked());
}
