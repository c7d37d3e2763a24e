using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Running.Containers;

public sealed class ContainerRunTests
{
    // Images are built, networks made: on a busy machine that takes its time.
    private const int Limit = 240_000;

    private const string Serve = "exec busybox httpd -f -p 8080 -h /www";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task A_container_serves_its_files_on_a_loopback_port_and_is_gone_when_the_host_ends()
    {
        await using var app = new TestApplication();
        var secret = app.Builder.AddParameter("key", "open sesame", secret: true);
        var box = app.AddBusybox("web", $"echo \"key=$KEY\"; {Serve}")
            .WithEnvironment("KEY", secret)
            .WithContainerFiles("/www", [new ContainerFile { Name = "index.html", Contents = "hello" }])
            .WithHttpEndpoint(targetPort: 8080);
        var cli = await BusyboxImage.RuntimeAsync(app, TestContext.Current.CancellationToken);

        await app.StartAsync();
        await app.WaitForAsync("web", KnownResourceStates.Running);
        await app.WaitForLineAsync("web", l => l == "key=open sesame");

        using var client = new HttpClient();
        (await client.GetStringAsync(await box.GetEndpoint("http").GetValueAsync(Token), Token)).ShouldBe("hello");
        var name = (await app.Notifications.WaitForResourceAsync("web", _ => true, Token)).Snapshot.Properties.Single(p => p.Name == "container.name").Value!.ToString()!;
        (await cli.AskAsync("port", name)).ShouldContain("127.0.0.1:");
        Directory.GetFiles(Path.Combine(app.Home, "containers")).ShouldBeEmpty();

        await app.Application.StopAsync(Token);

        (await cli.AskAsync("ps", "--all", "--quiet", "--filter", $"name={name}")).ShouldBeEmpty();
    }

    [Fact(Timeout = Limit)]
    public async Task A_container_that_ends_well_is_finished()
    {
        await using var app = new TestApplication();
        app.AddBusybox("job", "echo done");
        await BusyboxImage.RuntimeAsync(app, TestContext.Current.CancellationToken);

        await app.StartAsync();

        (await app.WaitForAsync("job", KnownResourceStates.Finished)).Snapshot.ExitCode.ShouldBe(0);
        (await app.LinesAsync("job")).ShouldContain("done");
    }

    [Fact(Timeout = Limit)]
    public async Task A_persistent_container_stays_and_is_used_again_while_its_configuration_is_the_same()
    {
        var home = Directory.CreateTempSubdirectory("lab-containers-").FullName;
        var stopping = TestContext.Current.CancellationToken;
        var (first, program) = await RunAsync("1");
        var (second, _) = await RunAsync("1");
        var (third, _) = await RunAsync("2");
        await program.AskAsync("rm", "--force", third);
        Directory.Delete(home, recursive: true);

        second.ShouldBe(first);
        third.ShouldNotBe(first);

        async Task<(string Id, Lab.Hosting.Embedded.Running.Containers.IContainerCli Cli)> RunAsync(string version)
        {
            await using var app = new TestApplication(home);
            var box = app.AddBusybox("kept", Serve)
                .WithEnvironment("VERSION", version)
                .WithContainerFiles("/www", [new ContainerFile { Name = "index.html", Contents = "hello" }])
                .WithLifetime(ContainerLifetime.Persistent)
                .WithHttpEndpoint(targetPort: 8080);
            var cli = await BusyboxImage.RuntimeAsync(app, stopping);
            await app.StartAsync();
            var running = await app.WaitForAsync("kept", KnownResourceStates.Running);
            var name = running.Snapshot.Properties.Single(p => p.Name == "container.name").Value!.ToString()!;
            await app.Application.StopAsync(Token);
            return (await cli.AskAsync("container", "inspect", "--format", "{{.Id}}", name), cli);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Containers_reach_each_other_by_name()
    {
        await using var app = new TestApplication();
        var server = app.AddBusybox("server", Serve)
            .WithContainerFiles("/www", [new ContainerFile { Name = "index.html", Contents = "hello from the server" }])
            .WithHttpEndpoint(targetPort: 8080);
        app.AddBusybox("client", "until busybox wget -q -O - $URL; do busybox sleep 0.1; done")
            .WithEnvironment("URL", server.GetEndpoint("http"));
        await BusyboxImage.RuntimeAsync(app, TestContext.Current.CancellationToken);

        await app.StartAsync();

        await app.WaitForLineAsync("client", l => l == "hello from the server");
    }
}
