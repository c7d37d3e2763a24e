namespace Lab.Embedded.Tests.Running;

/// <summary>What the host does as a program: signals, exit codes, messages.</summary>
public sealed class StoppedHostTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("lab-host-").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_stops_users_before_what_they_use(string signal)
    {
        var order = Path.Combine(home, "order");
        string Script(string name) => $"trap 'echo {name} >> {order}; exit 0' TERM; while :; do sleep 0.05; done";
        using var host = new AppHostProcess(home, $"--Scripts:a-server={Script("a-server")}", $"--Scripts:b-user={Script("b-user")}", "--Waits:b-user=a-server");
        await host.WaitForOutputAsync("b-user healthy");

        host.Signal(signal);

        (await host.WaitForExitAsync()).ShouldBe(0, host.Output);
        (await File.ReadAllLinesAsync(order, TestContext.Current.CancellationToken)).ShouldBe(["b-user", "a-server"]);
    }

    [Fact]
    public async Task A_second_interrupt_ends_at_once()
    {
        var asked = Path.Combine(home, "asked");
        using var host = new AppHostProcess(home, $"--Scripts:stubborn=trap 'echo once > {asked}' TERM INT; while :; do sleep 0.05; done");
        await host.WaitForOutputAsync("stubborn healthy");
        host.Signal("INT");
        // The host has begun to stop in order, and waits for a resource that does not obey.
        await Condition.WaitAsync(() => File.Exists(asked), () => host.Output);

        host.Signal("INT");

        (await host.WaitForExitAsync()).ShouldBe(130, host.Output);
    }

    [Fact]
    public async Task Two_hosts_do_not_share_a_state_folder()
    {
        using var first = new AppHostProcess(home, "--Scripts:a=exec sleep 1000");
        await first.WaitForOutputAsync("a healthy");
        using var second = new AppHostProcess(home, "--Scripts:a=exec sleep 1000");

        (await second.WaitForExitAsync()).ShouldBe(1);
        second.Output.Trim().ShouldBe($"Another AppHost (pid {first.Id}) uses the state folder {home}: stop it, or set LAB_HOME to another folder.");
    }

    [Fact]
    public async Task A_state_folder_that_cannot_be_made_is_named_in_one_line()
    {
        var file = Path.Combine(home, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        using var host = new AppHostProcess(Path.Combine(file, "lab"), "--Scripts:a=exec sleep 1000");

        (await host.WaitForExitAsync()).ShouldBe(1);
        host.Output.Trim().Split('\n').Length.ShouldBe(1, host.Output);
        host.Output.ShouldContain(file);
        host.Output.ShouldContain("LAB_HOME");
    }

    [Fact]
    public async Task Until_healthy_prints_a_table_and_ends_with_0()
    {
        using var host = new AppHostProcess(home, "--Scripts:a-server=exec sleep 1000", "--Scripts:b-user=exec sleep 1000", "--Waits:b-user=a-server", "--until-healthy");

        (await host.WaitForExitAsync()).ShouldBe(0, host.Output);
        host.Output.ShouldMatch(@"a-server\s+Healthy\s+\d+\.\d");
        host.Output.ShouldMatch(@"b-user\s+Healthy\s+\d+\.\d");
        host.Output.ShouldMatch(@"All healthy after \d+\.\d s\.");
    }

    [Fact]
    public async Task What_crashed_is_told_with_its_exit_code_and_the_pause()
    {
        using var host = new AppHostProcess(home, $"--Scripts:server=if mkdir {home}/crashed; then exit 7; fi; exec sleep 1000", "--until-healthy");

        (await host.WaitForExitAsync()).ShouldBe(0, host.Output);
        host.Output.ShouldMatch(@"(?m)^server stopped with exit code 7; starting again in 0\.\d s\r?$");
    }

    [Theory]
    [InlineData("box: FailedToStart, ", "--until-healthy")]
    [InlineData("box FailedToStart: ", "--Lab:Console:Enabled=true")]
    public async Task What_cannot_start_is_told_with_the_reason(string line, string argument)
    {
        using var host = new AppHostProcess(home, $"--Images:box={home}", "--ASPIRE_CONTAINER_RUNTIME=/nonexistent/docker", argument);
        await host.WaitForOutputAsync(line);

        host.Output.ShouldContain($"{line}This resource is a container, and the container runtime '/nonexistent/docker' does not answer: install and start it");
    }

    [Theory]
    [InlineData("--until-healthy")]
    [InlineData("--Lab:Console:Enabled=true")]
    public async Task The_state_folder_is_named(string argument)
    {
        using var host = new AppHostProcess(home, "--Scripts:a=exec sleep 1000", argument);
        await host.WaitForOutputAsync("healthy");

        host.Output.ShouldContain($"State folder: {home}{Environment.NewLine}");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--until-healthy", "--help")]
    public async Task Asked_for_help_it_prints_the_usage_and_ends_with_0(params string[] arguments)
    {
        using var host = new AppHostProcess(home, arguments);

        (await host.WaitForExitAsync()).ShouldBe(0, host.Output);
        foreach (var option in new[] { "--until-healthy", "--timeout SECONDS", "--publisher manifest", "--output-path FILE", "Lab:Engines:NAME", "LAB_HOME" })
        {
            host.Output.ShouldContain(option);
        }
    }

    [Fact]
    public async Task Until_healthy_names_what_is_not_and_why_and_ends_with_1()
    {
        using var host = new AppHostProcess(home, "--Scripts:broken=echo the disk is gone >&2; exit 3", "--Scripts:fine=exec sleep 1000", "--until-healthy", "--timeout", "60");

        (await host.WaitForExitAsync()).ShouldBe(1);
        host.Output.ShouldContain("broken: Exited, exit code 3");
        host.Output.ShouldContain("the disk is gone");
        host.Output.ShouldMatch(@"Not healthy after \d+\.\d s: broken\.");
    }

    [Theory]
    [InlineData("'soon' is not a number of seconds; allowed: 1 to 86400", "--until-healthy", "--timeout", "soon")]
    [InlineData("--timeout goes with --until-healthy", "--timeout", "5")]
    [InlineData("Argument '--until-helthy' is unknown", "--until-helthy")]
    [InlineData("Argument 'stray' is unknown", "stray")]
    public async Task A_mistake_in_the_command_line_is_one_line_and_ends_with_2(string message, params string[] arguments)
    {
        using var host = new AppHostProcess(home, arguments);

        (await host.WaitForExitAsync()).ShouldBe(2);
        host.Output.Trim().Split('\n').Length.ShouldBe(1, host.Output);
        host.Output.ShouldContain(message);
    }
}
