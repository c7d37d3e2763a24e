using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Embedded.Tests.Running;

public sealed class HealthOfARunTests
{
    [Fact]
    public async Task A_resource_that_runs_again_is_not_healthy_by_what_was_found_in_an_earlier_run()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        var resource = builder.AddContainer("server", "x").Resource;
        await using var application = builder.Build();
        var notifications = application.ResourceNotifications;
        await notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Running });
        await notifications.PublishUpdateAsync(resource, s => s with { HealthReports = [new HealthReportSnapshot("check", HealthStatus.Healthy, null, null)] });
        await notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Exited });

        await notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Running });

        notifications.TryGetCurrentState("server", out var state).ShouldBeTrue();
        state.Snapshot.HealthReports.Single().Status.ShouldBeNull();
        state.Snapshot.HealthStatus.ShouldNotBe(HealthStatus.Healthy);
    }
}
