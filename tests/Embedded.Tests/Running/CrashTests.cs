using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lab.Embedded.Tests.Running;

public sealed class CrashTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_crashed_is_started_again_after_a_pause()
    {
        await using var app = new TestApplication();
        var time = new FakeTimeProvider();
        app.Builder.Services.AddSingleton<TimeProvider>(time);
        app.AddScript("server", $"if mkdir '{app.Home}/crashed'; then exit 3; fi; exec sleep 60");

        await app.StartAsync();
        var crashed = await app.WaitForAsync("server", KnownResourceStates.Exited);
        await app.WaitForLineAsync("server", l => l.StartsWith("Starting again in", StringComparison.Ordinal));
        await Condition.WaitAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            return app.Notifications.TryGetCurrentState("server", out var state) && state.Snapshot.State?.Text == KnownResourceStates.Running;
        });

        crashed.Snapshot.ExitCode.ShouldBe(3);
        app.Notifications.TryGetCurrentState("server", out var running).ShouldBeTrue();
        (running!.Snapshot.StartTimeStamp - crashed.Snapshot.StopTimeStamp).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(RestartBackoff.First * 0.75);
        running.Snapshot.ExitCode.ShouldBeNull();
    }

    [Fact]
    public async Task Killed_from_outside_a_process_comes_back()
    {
        await using var app = new TestApplication();
        app.AddScript("server", "exec sleep 60");
        await app.StartAsync();
        var first = Pid(await app.WaitForAsync("server", KnownResourceStates.Running));

        ProcessGroup.SignalLeader(first, UnixSignal.Kill);

        var second = await app.Notifications.WaitForResourceAsync("server", e => e.Snapshot.State?.Text == KnownResourceStates.Running && Pid(e) != first, Token);
        second.Snapshot.State!.Text.ShouldBe(KnownResourceStates.Running);
    }

    [Fact]
    public async Task What_others_wait_to_complete_is_not_started_again()
    {
        await using var app = new TestApplication();
        var job = app.AddScript("job", "exit 4");
        var after = app.AddScript("after", "exec sleep 60");
        after.Resource.Annotations.Add(new WaitAnnotation(job.Resource, WaitType.WaitForCompletion));

        await app.StartAsync();

        await app.WaitForAsync("after", KnownResourceStates.FailedToStart);
        (await app.LinesAsync("job")).ShouldNotContain(l => l.StartsWith("Starting again", StringComparison.Ordinal));
        (await app.LinesAsync("after")).ShouldContain(l => l.Contains("exit code '4', expected '0'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_that_was_stopped_stays_so_until_started()
    {
        await using var app = new TestApplication();
        app.AddScript("server", "exec sleep 60");
        await app.StartAsync();
        await app.WaitForAsync("server", KnownResourceStates.Running);

        (await app.Application.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StopCommand, Token)).Success.ShouldBeTrue();
        app.Notifications.TryGetCurrentState("server", out var stopped).ShouldBeTrue();
        stopped!.Snapshot.State!.Text.ShouldBe(KnownResourceStates.Exited);
        stopped.Snapshot.Commands.Single(c => c.Name == KnownResourceCommands.StartCommand).State.ShouldBe(ResourceCommandState.Enabled);
        stopped.Snapshot.Commands.Single(c => c.Name == KnownResourceCommands.RestartCommand).State.ShouldBe(ResourceCommandState.Disabled);

        (await app.Application.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StartCommand, Token)).Success.ShouldBeTrue();
        var again = Pid(await app.WaitForAsync("server", KnownResourceStates.Running));
        (await app.Application.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.RestartCommand, Token)).Success.ShouldBeTrue();
        await app.Notifications.WaitForResourceAsync("server", e => e.Snapshot.State?.Text == KnownResourceStates.Running && Pid(e) != again, Token);
    }

    [Fact]
    public void Pauses_grow_up_to_a_limit_and_shrink_after_a_stable_time()
    {
        var backoff = new RestartBackoff(() => 0.5);

        backoff.Next(TimeSpan.Zero).ShouldBe(RestartBackoff.First);
        backoff.Next(TimeSpan.Zero).ShouldBe(RestartBackoff.First * 2);
        backoff.Next(TimeSpan.Zero).ShouldBe(RestartBackoff.First * 4);
        for (var i = 0; i < 100; i++)
        {
            backoff.Next(TimeSpan.Zero).ShouldBeLessThanOrEqualTo(RestartBackoff.Longest);
        }

        backoff.Next(RestartBackoff.Stable).ShouldBe(RestartBackoff.First);
    }

    private static int Pid(ResourceEvent e) => (int)e.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value!;
}
