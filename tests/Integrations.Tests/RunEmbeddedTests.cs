using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations;
using Lab.Hosting.Integrations.Engines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lab.Integrations.Tests;

public sealed class RunEmbeddedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_manifest_is_as_if_nothing_had_been_said()
    {
        var app = TestApplication.Publish();

        var server = app.AddPostgres("pg").RunEmbedded();

        app.Resources.OfType<ExecutableResource>().ShouldBeEmpty();
        server.Resource.TryGetContainerImageName(out _).ShouldBeTrue();
    }

    [Fact]
    public void An_unknown_setting_is_refused_when_the_application_is_declared() =>
        Should.Throw<DistributedApplicationException>(() => TestApplication.Run(("Lab:Engines", "podman")).AddPostgres("pg").RunEmbedded())
            .Message.ShouldBe("Lab:Engines is 'podman'; allowed are auto, embedded, containers.");

    [Fact]
    public async Task A_server_that_runs_embedded_is_no_container_and_has_a_process()
    {
        var app = TestApplication.Run();
        var server = app.AddPostgres("pg").RunEmbedded();

        await using var application = await StartingAsync(app);

        server.Resource.IsContainer().ShouldBeFalse();
        var process = app.Resources.OfType<ExecutableResource>().Single();
        process.Name.ShouldBe("pg-engine");
        process.Annotations.OfType<ResourceSnapshotAnnotation>().Single().InitialSnapshot.IsHidden.ShouldBeTrue();
        process.Annotations.OfType<EndpointAnnotation>().Single().Name.ShouldBe("tcp");
    }

    [Fact]
    public async Task The_process_is_told_all_by_environment_and_settings_by_arguments()
    {
        var app = TestApplication.Run(("Parameters:pg-password", "s3cret"));
        var server = app.AddPostgres("pg").RunEmbedded();
        server.WithAnnotation(new EngineSettingAnnotation("work_mem", "16MB"));

        var process = app.Resources.OfType<ExecutableResource>().Single();
        var environment = await TestApplication.EnvironmentAsync(process, app.ExecutionContext);
        var arguments = await TestApplication.ArgumentsAsync(process, app.ExecutionContext);

        environment.Keys.ShouldBe(["LAB_HOME", "LAB_ENGINE_NAME", "LAB_ENGINE_PORT", "LAB_ENGINE_USER", "LAB_ENGINE_PASSWORD"]);
        environment["LAB_ENGINE_PASSWORD"].ShouldBe(server.Resource.PasswordParameter);
        arguments.TakeLast(2).ShouldBe(["--set", "work_mem=16MB"]);
        arguments.ShouldAllBe(a => !a.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task As_a_container_it_keeps_its_image_and_has_no_process()
    {
        var app = TestApplication.Run(("Lab:Engines:pg", "containers"));
        var server = app.AddPostgres("pg").RunEmbedded();

        await using var application = await StartingAsync(app);

        server.Resource.IsContainer().ShouldBeTrue();
        app.Resources.OfType<ExecutableResource>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_verifies_by_the_labs_authority_the_servers_that_run_embedded_with_TLS_and_no_others()
    {
        const string Authorities = "Lab__CertificateAuthorities__";
        var app = TestApplication.Run(("Lab:Engines:pg02", "containers"));
        app.AddPostgres("pg01").RunEmbedded().AddDatabase("desi");
        app.AddPostgres("pg02").RunEmbedded().AddDatabase("catalogdb");
        app.AddChroma("chroma").RunEmbedded();
        var service = app.AddExecutable("service", "dotnet", ".").WithLabFile();

        await using var application = await StartingAsync(app);

        var environment = await TestApplication.EnvironmentAsync(service.Resource, app.ExecutionContext);
        environment.Keys.Where(name => name.StartsWith(Authorities, StringComparison.Ordinal)).ShouldBe([$"{Authorities}pg01", $"{Authorities}desi"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_system_that_is_not_available_has_addresses_that_refuse_and_waits_to_be_started()
    {
        var app = TestApplication.Run(("Lab:Engines", "embedded"));
        var server = app.AddNeo4j("graph").RunEmbedded();

        await using var application = await StartingAsync(app);

        server.Resource.Annotations.OfType<ExplicitStartupAnnotation>().ShouldHaveSingleItem();
        server.Resource.HttpEndpoint.Port.ShouldBe(9);
        server.Resource.BoltEndpoint.Port.ShouldBe(9);
    }

    [Fact]
    public async Task The_servers_endpoints_and_events_follow_those_of_its_process()
    {
        var app = TestApplication.Run();
        var server = app.AddPostgres("pg").RunEmbedded();
        var database = server.AddDatabase("orders");
        var seen = new List<string>();
        app.Eventing.Subscribe<ResourceEndpointsAllocatedEvent>((e, _) => Note(seen, $"allocated {e.Resource.Name}"));
        app.Eventing.Subscribe<ConnectionStringAvailableEvent>((e, _) => Note(seen, $"connection string {e.Resource.Name}"));
        await using var application = await StartingAsync(app);
        var process = app.Resources.OfType<ExecutableResource>().Single();
        var listening = process.Annotations.OfType<EndpointAnnotation>().Single();

        listening.AllocatedEndpoint = new AllocatedEndpoint(listening, "localhost", 15432);
        await app.Eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(process, application.Services), Cancellation);
        await app.Eventing.PublishAsync(new BeforeResourceStartedEvent(process, application.Services), Cancellation);

        server.Resource.PrimaryEndpoint.Port.ShouldBe(15432);
        seen.ShouldBe(["allocated pg", "allocated pg-engine", "connection string pg", $"connection string {database.Resource.Name}"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_process_waits_for_what_the_server_waits_for()
    {
        var app = TestApplication.Run();
        var other = app.AddContainer("other", "x");
        app.AddPostgres("pg").WaitFor(other).RunEmbedded();

        await using var application = await StartingAsync(app);

        app.Resources.OfType<ExecutableResource>().Single().Annotations.OfType<WaitAnnotation>().Single().Resource.ShouldBe(other.Resource);
    }

    [Fact]
    public async Task The_state_of_the_process_is_the_state_of_the_server_and_its_databases()
    {
        var app = TestApplication.Run();
        var server = app.AddPostgres("pg").RunEmbedded();
        server.AddDatabase("orders");
        var stopped = new TaskCompletionSource<IResource>();
        app.Eventing.Subscribe<ResourceStoppedEvent>((e, _) =>
        {
            stopped.TrySetResult(e.Resource);
            return Task.CompletedTask;
        });
        await using var application = await StartingAsync(app);
        var process = app.Resources.OfType<ExecutableResource>().Single();
        var notifications = application.ResourceNotifications;
        using var follower = ActivatorUtilities.CreateInstance<EngineFollower>(application.Services);
        await follower.StartAsync(Cancellation);

        await notifications.PublishUpdateAsync(process, s => s with { State = KnownResourceStates.Running, StartTimeStamp = DateTime.UtcNow });
        await notifications.WaitForResourceAsync("pg", KnownResourceStates.Running, Cancellation);
        await notifications.WaitForResourceAsync("orders", KnownResourceStates.Running, Cancellation);
        await notifications.PublishUpdateAsync(process, s => s with { State = KnownResourceStates.Exited, ExitCode = 1, Properties = [.. s.Properties, new("failure", "the port is in use")] });
        await notifications.WaitForResourceAsync("orders", KnownResourceStates.Exited, Cancellation);

        (await stopped.Task.WaitAsync(Cancellation)).ShouldBe(server.Resource);
        notifications.TryGetCurrentState("pg", out var state).ShouldBeTrue();
        state!.Snapshot.ExitCode.ShouldBe(1);
        state.Snapshot.Properties.Single(p => p.Name == "failure").Value.ShouldBe("the port is in use");
        await follower.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_setting_for_an_unknown_system_keeps_everything_from_starting()
    {
        var app = TestApplication.Run(("Lab:Engines:postgres", "containers"));
        app.AddPostgres("pg").RunEmbedded();

        var error = await Should.ThrowAsync<DistributedApplicationException>(() => StartingAsync(app));

        error.Message.ShouldBe("Lab:Engines:postgres names no system that can run embedded; allowed are Lab:Engines:pg.");
    }

    [Fact]
    public async Task By_TLS_an_address_has_the_scheme_of_TLS()
    {
        var app = TestApplication.Run();
        var cache = app.AddDragonfly("cache").RunEmbedded();
        var container = app.AddDragonfly("other");

        await using var application = await StartingAsync(app);

        Primary(cache.Resource).UriScheme.ShouldBe("rediss");
        Primary(container.Resource).UriScheme.ShouldBe("redis");

        static EndpointAnnotation Primary(DragonflyResource server) => server.PrimaryEndpoint.EndpointAnnotation;
    }

    [Fact]
    public async Task How_to_connect_is_shown_without_the_password()
    {
        var app = TestApplication.Run();
        var server = app.AddPostgres("pg").RunEmbedded();
        await using var application = await StartingAsync(app);

        var shown = await PropertiesAsync(app, application, server.Resource);

        var home = app.Configuration["Lab:Home"]!;
        var password = await server.Resource.PasswordParameter.GetValueAsync(Cancellation);
        shown["user"].ShouldBe("postgres");
        shown["password"].ShouldBe($"pg-password in {Path.Combine(home, "parameters.json")}");
        shown["certificate authority"].ShouldBe(Path.Combine(home, "pki", "ca.crt"));
        shown.Values.ShouldNotContain(value => value!.Contains(password!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_that_is_configured_is_shown_by_its_setting()
    {
        var app = TestApplication.Run(("Parameters:cache-password", "hush-hush"), ("Lab:Engines", "containers"));
        var server = app.AddDragonfly("cache").RunEmbedded();
        await using var application = await StartingAsync(app);

        var shown = await PropertiesAsync(app, application, server.Resource);

        shown["password"].ShouldBe("as configured in Parameters:cache-password");
        shown.Keys.ShouldNotContain("certificate authority");
    }

    [Fact]
    public async Task A_service_is_told_which_systems_are_not_available()
    {
        var app = TestApplication.Run(("Lab:Engines", "embedded"));
        app.AddPostgres("pg").RunEmbedded();
        app.AddNeo4j("graph").RunEmbedded();
        var service = app.AddExecutable("service", "dotnet", ".").WithLabFile();

        await using var application = await StartingAsync(app);

        var environment = await TestApplication.EnvironmentAsync(service.Resource, app.ExecutionContext);
        environment.Where(e => e.Key.StartsWith("Lab__NotAvailable__", StringComparison.Ordinal)).ShouldHaveSingleItem()
            .ShouldBe(KeyValuePair.Create("Lab__NotAvailable__graph", (object)"no embedded engine 'neo4j' was built with the AppHost, and Lab:Engines=embedded allows no container"));
    }

    [Fact]
    public async Task What_was_chosen_and_why_is_a_property_of_the_server()
    {
        var app = TestApplication.Run();
        var server = app.AddPostgres("pg").RunEmbedded();
        await using var application = await StartingAsync(app);

        var shown = await PropertiesAsync(app, application, server.Resource);

        shown["engine"].ShouldBe("embedded: PostgreSQL 16 as a local process (Lab:Engines=auto)");
    }

    /// <summary>What is shown of a server once it is initialized.</summary>
    private static async Task<IReadOnlyDictionary<string, string?>> PropertiesAsync(IDistributedApplicationBuilder app, DistributedApplication application, IResource server)
    {
        var services = application.Services;
        await app.Eventing.PublishAsync(
            new InitializeResourceEvent(server, app.Eventing, services.GetRequiredService<ResourceLoggerService>(), application.ResourceNotifications, services), Cancellation);
        application.ResourceNotifications.TryGetCurrentState(server.Name, out var state).ShouldBeTrue();
        return state!.Snapshot.Properties.ToDictionary(p => p.Name, p => p.Value?.ToString());
    }

    /// <summary>Builds the application and does what happens before anything starts.</summary>
    private static async Task<DistributedApplication> StartingAsync(IDistributedApplicationBuilder app)
    {
        var application = app.Build();
        var starter = new EngineStarter(new FixedContainerProbe(false, "no container runtime answers"), app.Configuration, NullLogger<EngineStarter>.Instance);
        await starter.SubscribeAsync(app.Eventing, app.ExecutionContext, Cancellation);
        await app.Eventing.PublishAsync(new BeforeStartEvent(application.Services, application.Services.GetRequiredService<DistributedApplicationModel>()), Cancellation);
        return application;
    }

    private static Task Note(List<string> seen, string what)
    {
        seen.Add(what);
        return Task.CompletedTask;
    }
}
