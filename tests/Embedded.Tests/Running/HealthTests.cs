using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Embedded.Tests.Running;

public sealed class HealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_waits_for_a_resource_waits_for_its_health_and_for_what_is_done_once_it_is_ready()
    {
        await using var app = new TestApplication();
        var result = HealthCheckResult.Unhealthy("still loading");
        app.Builder.Services.AddHealthChecks().AddCheck("loaded", () => result);
        var ready = new TaskCompletionSource();
        var server = app.AddScript("server", "exec sleep 60").WithHealthCheck("loaded");
        var client = app.AddScript("client", "exec sleep 60").WaitFor(server);
        app.Builder.Eventing.Subscribe<ResourceReadyEvent>(server.Resource, (_, _) => ready.Task);

        await app.StartAsync();
        var unhealthy = await app.Notifications.WaitForResourceAsync("server", e => e.Snapshot.HealthReports.Any(r => r.Status is not null), Token);
        await app.WaitForAsync("client", KnownResourceStates.Waiting);
        result = HealthCheckResult.Healthy();
        await app.Notifications.WaitForResourceAsync("server", e => e.Snapshot.HealthStatus == HealthStatus.Healthy, Token);
        app.Notifications.TryGetCurrentState("client", out var waiting).ShouldBeTrue();
        waiting!.Snapshot.State!.Text.ShouldBe(KnownResourceStates.Waiting);
        ready.SetResult();

        await app.WaitForAsync("client", KnownResourceStates.Running);
        unhealthy.Snapshot.HealthStatus.ShouldBe(HealthStatus.Unhealthy);
        unhealthy.Snapshot.HealthReports.Single().Description.ShouldBe("still loading");
        client.Resource.Name.ShouldBe("client");
    }

    [Fact]
    public async Task The_health_of_what_others_run_is_checked_too()
    {
        await using var app = new TestApplication();
        app.Builder.Services.AddHealthChecks().AddCheck("custom_check", () => HealthCheckResult.Healthy());
        var custom = app.Builder.AddResource(new CustomResource("custom")).WithHealthCheck("custom_check");
        var readies = 0;
        app.Builder.Eventing.Subscribe<ResourceReadyEvent>(custom.Resource, (_, _) => Task.FromResult(Interlocked.Increment(ref readies)));

        await app.StartAsync();
        app.Notifications.TryGetCurrentState("custom", out var before).ShouldBeTrue();
        before!.Snapshot.State.ShouldBeNull();
        await app.Notifications.PublishUpdateAsync(custom.Resource, s => s with { State = KnownResourceStates.Running });

        await app.Notifications.WaitForResourceHealthyAsync("custom", Token);
        readies.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_watch_of_a_server_finds_holds_for_its_parts_without_asking_again()
    {
        await using var app = new TestApplication();
        var asked = 0;
        app.Builder.Services.AddHealthChecks()
            .AddCheck("server_check", () => Interlocked.Increment(ref asked) == 1 ? HealthCheckResult.Unhealthy("recovering") : HealthCheckResult.Healthy())
            .AddCheck("part_check", () => HealthCheckResult.Healthy());
        var server = app.Builder.AddResource(new CustomResource("server")).WithHealthCheck("server_check");
        var parts = Enumerable.Range(1, 20).Select(number => app.Builder.AddResource(new PartResource($"part{number}", server.Resource)).WithHealthCheck("part_check")).ToList();

        await app.StartAsync();
        await app.Notifications.PublishUpdateAsync(server.Resource, s => s with { State = KnownResourceStates.Running });
        foreach (var part in parts)
        {
            await app.Notifications.PublishUpdateAsync(part.Resource, s => s with { State = KnownResourceStates.Running });
        }

        foreach (var part in parts)
        {
            var healthy = await app.Notifications.WaitForResourceHealthyAsync(part.Resource.Name, Token);
            healthy.Snapshot.HealthReports.Select(report => report.Name).ShouldBe(["server_check", "part_check"], ignoreOrder: true);
        }

        asked.ShouldBeLessThan(parts.Count);
    }

    [Fact]
    public async Task A_check_that_nobody_registered_is_named()
    {
        await using var app = new TestApplication();
        app.AddScript("server", "exec sleep 60").Resource.Annotations.Add(new HealthCheckAnnotation("nobody"));

        var error = await Record.ExceptionAsync(app.StartAsync);
        if (error is null)
        {
            var state = await app.Notifications.WaitForResourceAsync("server", e => e.Snapshot.HealthReports.Any(r => r.Description is not null), Token);
            state.Snapshot.HealthReports.Single().Description!.ShouldContain("nobody");
        }
        else
        {
            error.Message.ShouldContain("nobody");
        }
    }

    [Fact]
    public async Task Events_come_in_order()
    {
        await using var app = new TestApplication();
        var server = app.AddScript("server", "exec sleep 60").WithHttpEndpoint();
        var seen = new List<string>();
        void On<T>(string name)
            where T : Aspire.Hosting.Eventing.IDistributedApplicationResourceEvent => app.Builder.Eventing.Subscribe<T>(server.Resource, (_, _) =>
        {
            lock (seen)
            {
                seen.Add(name);
            }

            return Task.CompletedTask;
        });
        app.Builder.Eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            seen.Add("before start");
            return Task.CompletedTask;
        });
        On<ResourceEndpointsAllocatedEvent>("endpoints");
        On<BeforeResourceStartedEvent>("starting");
        On<ResourceReadyEvent>("ready");
        On<ResourceStoppedEvent>("stopped");

        await app.StartAsync();
        await app.Notifications.WaitForResourceHealthyAsync("server", Token);
        await app.Application.StopAsync(Token);

        seen.ShouldBe(["before start", "endpoints", "starting", "ready", "stopped"]);
    }

    [Fact]
    public void Checks_are_frequent_at_first_and_seldom_later()
    {
        HealthPace.After(1).ShouldBe(HealthPace.First);
        HealthPace.After(2).ShouldBeGreaterThan(HealthPace.First);
        HealthPace.After(1000).ShouldBe(HealthPace.LongestUnhealthy);
        HealthPace.After(0).ShouldBe(HealthPace.Healthy);
    }

    private sealed class CustomResource(string name) : Resource(name);

    private sealed class PartResource(string name, CustomResource parent) : Resource(name), IResourceWithParent<CustomResource>
    {
        public CustomResource Parent => parent;
    }
}
