using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Lab.Hosting.Embedded.Running.Containers;
using Lab.Hosting.Embedded.Running.State;

namespace Lab.Embedded.Tests.Running.Containers;

/// <summary>Containers outlive whoever started them; those of a host that was killed are removed all the same.</summary>
public sealed class KilledHostContainersTests : IDisposable
{
    private const int Limit = 240_000;

    private readonly string home = Directory.CreateTempSubdirectory("lab-killed-").FullName;

    // The name of the container's resource, which stands in its labels.
    private readonly string box = $"box{Random.Shared.Next(10_000_000, 99_999_999).ToString(CultureInfo.InvariantCulture)}";

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact(Timeout = Limit)]
    public async Task The_watchdog_removes_the_containers_of_a_killed_host()
    {
        var cli = await RuntimeAsync(TestContext.Current.CancellationToken);
        using var host = Start();
        await host.WaitForOutputAsync($"{box} healthy");
        var container = await ContainersAsync(cli);
        container.ShouldNotBeEmpty(host.Output);

        host.Kill();

        await Condition.WaitAsync(async () => (await ContainersAsync(cli)).Length == 0, () => container);
    }

    [Fact(Timeout = Limit)]
    public async Task The_next_start_removes_them_when_the_watchdog_was_killed_as_well()
    {
        var cli = await RuntimeAsync(TestContext.Current.CancellationToken);
        string left;
        using (var host = Start())
        {
            await host.WaitForOutputAsync($"{box} healthy");
            await KillWatchdogAndHostAsync(host);
            left = await ContainersAsync(cli);
            left.ShouldNotBeEmpty(host.Output);
        }

        using var next = Start();
        await next.WaitForOutputAsync($"{box} healthy");
        var now = await ContainersAsync(cli);
        next.Signal("TERM");

        (await next.WaitForExitAsync()).ShouldBe(0, next.Output);
        now.ShouldNotBeEmpty(next.Output);
        now.ShouldNotContain(left);
        (await ContainersAsync(cli)).ShouldBeEmpty();
    }

    private static async Task<IContainerCli> RuntimeAsync(CancellationToken cancellationToken)
    {
        await using var app = new TestApplication();
        return await BusyboxImage.RuntimeAsync(app, cancellationToken);
    }

    private AppHostProcess Start() => new(home, $"--Images:{box}={BusyboxImage.Context(home, "/bin/busybox", "sleep", "1000")}");

    private Task<string> ContainersAsync(IContainerCli cli) => cli.AskAsync("ps", "--all", "--quiet", "--filter", $"label={ContainerLabels.Resource}={box}");

    private async Task KillWatchdogAndHostAsync(AppHostProcess host)
    {
        var record = JsonSerializer.Deserialize<HostRecord>(await File.ReadAllTextAsync(Path.Combine(home, "host.json"), TestContext.Current.CancellationToken))!;
        // Stopped, the host cannot put another watchdog in the place of the one that is killed.
        host.Signal("STOP");
        using (var watchdog = Process.GetProcessById(record.WatchdogId!.Value))
        {
            watchdog.Kill();
        }

        host.Kill();
        await host.WaitForExitAsync();
    }
}
