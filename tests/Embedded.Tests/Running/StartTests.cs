using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Embedded.Tests.Running;

public sealed class StartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_runs_and_its_output_is_logged()
    {
        await using var app = new TestApplication();
        app.AddScript("hello", "echo to the world; echo of errors >&2; exec sleep 60");

        await app.StartAsync();

        var running = await app.Notifications.WaitForResourceHealthyAsync("hello", Token);
        running.Snapshot.State!.Text.ShouldBe(KnownResourceStates.Running);
        running.Snapshot.HealthStatus.ShouldBe(HealthStatus.Healthy);
        running.Snapshot.StartTimeStamp.ShouldNotBeNull();
        await app.WaitForLineAsync("hello", l => l == "to the world");
        await app.WaitForLineAsync("hello", l => l == "of errors");
        (await File.ReadAllTextAsync(Path.Combine(app.Home, "logs", "hello.log"), Token)).ShouldContain(" to the world\n");
    }

    [Fact]
    public async Task A_process_that_ends_well_is_finished_and_not_started_again()
    {
        await using var app = new TestApplication();
        app.AddScript("job", "echo done");

        await app.StartAsync();

        var ended = await app.WaitForAsync("job", KnownResourceStates.Finished);
        ended.Snapshot.ExitCode.ShouldBe(0);
        ended.Snapshot.StopTimeStamp.ShouldNotBeNull();
        (await app.LinesAsync("job")).ShouldContain("done");
    }

    [Fact]
    public async Task A_program_that_is_missing_is_named()
    {
        await using var app = new TestApplication();
        app.Builder.AddResource(new ExecutableResource("absent", "no-such-program", app.Home));

        await app.StartAsync();

        await app.WaitForAsync("absent", KnownResourceStates.FailedToStart);
        (await app.LinesAsync("absent")).ShouldContain("The program 'no-such-program' was not found: install it, or name its path.");
    }

    [Fact]
    public async Task A_resource_waits_for_those_it_depends_on()
    {
        await using var app = new TestApplication();
        var release = Path.Combine(app.Home, "release");
        var first = app.AddScript("first", $"while [ ! -e '{release}' ]; do sleep 0.02; done");
        var second = app.AddScript("second", "exec sleep 60");
        second.Resource.Annotations.Add(new WaitAnnotation(first.Resource, WaitType.WaitForCompletion));

        await app.StartAsync();

        await app.WaitForAsync("first", KnownResourceStates.Running);
        await app.WaitForAsync("second", KnownResourceStates.Waiting);
        await File.WriteAllTextAsync(release, "", Token);
        await app.WaitForAsync("second", KnownResourceStates.Running);
    }

    [Fact]
    public async Task What_starts_explicitly_waits_for_the_command()
    {
        await using var app = new TestApplication();
        app.AddScript("tool", "exec sleep 60").Resource.Annotations.Add(new ExplicitStartupAnnotation());

        await app.StartAsync();
        await app.WaitForAsync("tool", KnownResourceStates.NotStarted);
        var started = await app.Application.ResourceCommands.ExecuteCommandAsync("tool", KnownResourceCommands.StartCommand, Token);

        started.Success.ShouldBeTrue();
        await app.WaitForAsync("tool", KnownResourceStates.Running);
    }
}
