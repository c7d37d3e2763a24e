using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.Embedded.Tests.Testing;

public sealed class TestingBuilderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Applications_of_one_entry_point_run_beside_each_other_with_own_state_ports_and_values()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(async number =>
        {
            await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Testing_Fixture>([$"--Fixture:Name=number-{number}"], Token);
            var home = builder.Configuration["Lab:Home"]!;
            await using var app = await builder.BuildAsync(Token);
            await app.StartAsync(Token);
            await app.ResourceNotifications.WaitForResourceHealthyAsync("web", Token);
            var line = await LineAsync(app, "web", text => text.Contains("listening", StringComparison.Ordinal));
            var port = app.GetEndpoint("web").Port;
            app.CreateHttpClient("web").BaseAddress!.Port.ShouldBe(port);
            line.ShouldContain($"as number-{number}");
            Directory.Exists(home).ShouldBeTrue();
            return (Home: home, Port: port, ConnectionString: await app.GetConnectionStringAsync("db", Token));
        }));

        runs.Select(run => run.Port).Append(45111).ShouldBeUnique();
        runs.Select(run => run.Home).ShouldBeUnique();
        runs.Select(run => run.ConnectionString).ShouldBeUnique();
        runs.ShouldAllBe(run => !Directory.Exists(run.Home));
    }

    [Fact]
    public async Task The_builder_shows_what_the_entry_point_declared_and_takes_more()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Testing_Fixture>(Token);
        builder.Resources.Select(resource => resource.Name).ShouldBe(["password", "db", "web"], ignoreOrder: true);
        builder.AppHostAssembly!.GetName().Name.ShouldBe("Testing.Fixture");
        Path.GetFileName(builder.AppHostDirectory).ShouldBe("Testing.Fixture");

        builder.AddExecutable("more", "/bin/sh", ".", "-c", "exit 0");
        await using var app = await builder.BuildAsync(Token);
        await app.StartAsync(Token);

        (await app.ResourceNotifications.WaitForResourceAsync("more", KnownResourceStates.TerminalStates, Token)).ShouldBe(KnownResourceStates.Finished);
    }

    [Fact]
    public async Task The_options_can_be_changed_before_the_builder_is_made()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Testing_Fixture>(
            [],
            (options, settings) =>
            {
                options.DisableDashboard.ShouldBeTrue();
                settings.Configuration = new();
                settings.Configuration["Fixture:Name"] = "configured";
            },
            Token);
        await using var app = await builder.BuildAsync(Token);
        await app.StartAsync(Token);

        (await LineAsync(app, "web", text => text.Contains("listening", StringComparison.Ordinal))).ShouldContain("as configured");
    }

    [Fact]
    public async Task A_state_folder_that_the_test_names_stays()
    {
        var home = Directory.CreateTempSubdirectory("lab-kept-").FullName;
        try
        {
            var first = await PasswordAsync(home);
            var second = await PasswordAsync(home);

            second.ShouldBe(first);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }

        static async Task<string?> PasswordAsync(string home)
        {
            await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Testing_Fixture>([$"--Lab:Home={home}"], Token);
            await using var app = await builder.BuildAsync(Token);
            await app.StartAsync(Token);
            return await app.GetConnectionStringAsync("db", Token);
        }
    }

    [Fact]
    public async Task What_the_entry_point_throws_is_thrown_to_the_test()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<Projects.Testing_Fixture>(["--Fixture:Fail=no disk"], Token));

        error.Message.ShouldBe("no disk");
    }

    [Fact]
    public async Task An_entry_point_that_builds_nothing_is_told()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<Projects.Testing_Fixture>(["--Fixture:Build=no"], Token));

        error.Message.ShouldBe("The entry point of Testing.Fixture exited without building and starting a DistributedApplication.");
    }

    [Fact]
    public async Task An_entry_point_that_does_not_start_its_application_is_told()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Testing_Fixture>(["--Fixture:Run=no"], Token);
        await using var app = await builder.BuildAsync(Token);

        (await Should.ThrowAsync<InvalidOperationException>(() => app.StartAsync(Token))).Message.ShouldContain("exited without building and starting");
    }

    [Fact]
    public async Task A_builder_that_is_not_built_ends_its_entry_point()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Testing_Fixture>(Token);

        await builder.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => builder.BuildAsync(Token));
    }

    [Fact]
    public async Task Nothing_starts_before_the_test_says_so()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Testing_Fixture>(Token);
        await using var app = await builder.BuildAsync(Token);

        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => app.GetEndpoint("web")).Message.ShouldBe("The application must be started before resolving endpoints or connection strings.");
    }

    [Fact]
    public async Task Stopping_ends_the_resources_and_the_entry_point()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Testing_Fixture>(Token);
        await using var app = await builder.BuildAsync(Token);
        var running = app.RunAsync(Token);
        await app.ResourceNotifications.WaitForResourceAsync("web", cancellationToken: Token);

        await app.StopAsync(Token);
        await running;
    }

    [Fact]
    public async Task A_resource_or_endpoint_that_does_not_exist_is_named()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Testing_Fixture>(Token);
        await using var app = await builder.BuildAsync(Token);
        await app.StartAsync(Token);

        Should.Throw<ArgumentException>(() => app.GetEndpoint("wbe")).Message.ShouldStartWith("Resource 'wbe' not found.");
        Should.Throw<ArgumentException>(() => app.GetEndpoint("web", "grpc")).Message.ShouldStartWith("Endpoint 'grpc' for resource 'web' not found.");
        (await Should.ThrowAsync<ArgumentException>(async () => await app.GetConnectionStringAsync("web", Token))).Message.ShouldStartWith("Resource 'web' does not expose a connection string.");
    }

    [Fact]
    public async Task A_factory_runs_the_entry_point_as_it_is()
    {
        await using var factory = new DistributedApplicationFactory(typeof(Projects.Testing_Fixture), ["--Fixture:Name=factory"]);
        Should.Throw<InvalidOperationException>(() => factory.GetEndpoint("web")).Message.ShouldBe("The application has not been initialized.");

        await factory.StartAsync(Token);

        factory.GetEndpoint("web").Port.ShouldNotBe(45111);
        (await factory.GetConnectionString("db")).ShouldStartWith("Host=localhost;Password=");
    }

    [Fact]
    public async Task A_test_declares_an_application_itself()
    {
        string home;
        await using (var builder = DistributedApplicationTestingBuilder.Create("--Fixture:Name=inline"))
        {
            home = builder.Configuration["Lab:Home"]!;
            builder.AddExecutable("hello", "/bin/sh", ".", "-c", "exit 3");
            await using var app = await builder.BuildAsync(Token);
            await app.StartAsync(Token);
            var ended = await app.ResourceNotifications.WaitForResourceAsync("hello", state => state.Snapshot.ExitCode is not null, Token);
            ended.Snapshot.ExitCode.ShouldBe(3);
        }

        Directory.Exists(home).ShouldBeFalse();
    }

    [Fact]
    public void Empty_arguments_are_refused() =>
        Should.Throw<ArgumentException>(() => DistributedApplicationTestingBuilder.Create("a", "")).Message.ShouldStartWith("Array params contains empty item: [a, ]");

    private static async Task<string> LineAsync(DistributedApplication app, string resource, Func<string, bool> wanted)
    {
        await foreach (var batch in app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(resource).WithCancellation(Token))
        {
            if (batch.Select(line => line.Content).FirstOrDefault(wanted) is { } found)
            {
                return found;
            }
        }

        throw new InvalidOperationException("The log ended.");
    }
}
