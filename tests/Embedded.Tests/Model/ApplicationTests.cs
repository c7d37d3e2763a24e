using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lab.Embedded.Tests.Model;

public sealed class ApplicationTests
{
    private readonly Service service = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_that_fails_stops_what_has_started_and_says_why()
    {
        await using var application = Application(services =>
        {
            services.AddSingleton<IHostedService>(service);
            services.AddSingleton<IHostedService>(new Service { Start = _ => throw new InvalidOperationException("no") });
        });

        (await Should.ThrowAsync<InvalidOperationException>(() => application.RunAsync(Cancellation))).Message.ShouldBe("no");

        service.Stopped.ShouldBeTrue();
    }

    [Fact]
    public async Task Being_told_to_stop_while_starting_is_no_error()
    {
        var starts = new TaskCompletionSource();
        var application = Application(services => services.AddSingleton<IHostedService>(service));
        service.Start = async cancellationToken =>
        {
            starts.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };
        var lifetime = application.Services.GetRequiredService<IHostApplicationLifetime>();
        var run = application.RunAsync(Cancellation);
        await starts.Task.WaitAsync(Cancellation);

        lifetime.StopApplication();
        await run.WaitAsync(Cancellation);

        service.Stopped.ShouldBeTrue();
    }

    [Fact]
    public async Task A_start_that_gives_up_by_itself_is_an_error()
    {
        service.Start = _ => throw new OperationCanceledException();
        var application = Application(services => services.AddSingleton<IHostedService>(service));

        await Should.ThrowAsync<OperationCanceledException>(() => application.RunAsync(Cancellation));
    }

    [Fact]
    public async Task A_run_ends_when_it_is_told_to_stop()
    {
        var application = Application(services => services.AddSingleton<IHostedService>(service));
        application.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() =>
            application.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication());

        await application.RunAsync(Cancellation);

        service.Stopped.ShouldBeTrue();
    }

    [Fact]
    public void A_health_check_that_is_not_registered_is_named()
    {
        var resource = new TestResource("api");
        resource.Annotations.Add(new HealthCheckAnnotation("known"));
        resource.Annotations.Add(new HealthCheckAnnotation("unknown"));
        var options = new HealthCheckServiceOptions();
        options.Registrations.Add(new HealthCheckRegistration("known", _ => throw new NotSupportedException(), null, null));

        Should.Throw<DistributedApplicationException>(() => BeforeStart.CheckHealthChecks(new DistributedApplicationModel([resource]), options)).Message
            .ShouldBe("The health check 'unknown' is not registered and is required for resource 'api'. Register it with builder.Services.AddHealthChecks().");
    }

    [Fact]
    public async Task A_registry_of_the_options_takes_the_place_of_the_images_own()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = ["--publisher", "manifest"], ContainerRegistryOverride = "registry.lab" });
        builder.AddResource(new ContainerResource("pg")).WithAnnotation(new ContainerImageAnnotation { Image = "postgres", Registry = "docker.io" });
        await using var application = builder.Build();

        await application.Services.GetRequiredService<ApplicationEvents>().BeforeStartAsync(Cancellation);

        builder.Resources.Single().TryGetContainerImageName(out var name).ShouldBeTrue();
        name.ShouldBe("registry.lab/postgres:latest");
    }

    private static DistributedApplication Application(Action<IServiceCollection> configure)
    {
        var host = new HostApplicationBuilder();
        host.Logging.ClearProviders();
        host.Services.AddSingleton<ApplicationEvents>();
        host.Services.AddSingleton(new DistributedApplicationModel([]));
        host.Services.AddSingleton(new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run));
        host.Services.AddSingleton<Aspire.Hosting.Eventing.IDistributedApplicationEventing>(new Aspire.Hosting.Eventing.DistributedApplicationEventing());
        host.Services.AddHealthChecks();
        configure(host.Services);
        return new DistributedApplication(host.Build());
    }

    private sealed class Service : IHostedService
    {
        public Func<CancellationToken, Task> Start { get; set; } = _ => Task.CompletedTask;

        public bool Stopped { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken) => Start(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Stopped = true;
            return Task.CompletedTask;
        }
    }
}
