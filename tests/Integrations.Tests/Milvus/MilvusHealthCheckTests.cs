using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations.Milvus;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Integrations.Tests.Milvus;

public sealed class MilvusHealthCheckTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_is_not_there_is_unhealthy_and_says_why()
    {
        var result = await CheckAsync("127.0.0.1", port: 1, "Milvus");

        result.Status.ShouldBe(HealthStatus.Unhealthy);
        result.Description.ShouldStartWith("CheckHealth fails: Unavailable");
    }

    [Fact]
    public async Task A_real_server_is_healthy()
    {
        await using var peer = await MilvusPeer.StartAsync(Cancellation);

        (await CheckAsync(peer.Address.Host, peer.Address.Port, peer.Password)).Status.ShouldBe(HealthStatus.Healthy);
    }

    private static async Task<HealthCheckResult> CheckAsync(string host, int port, string password)
    {
        var builder = DistributedApplication.CreateBuilder(["--Lab:Page:Enabled=false"]);
        var milvus = builder.AddMilvus("milvus", builder.AddParameter("key", password, secret: true));
        var endpoint = milvus.Resource.PrimaryEndpoint.EndpointAnnotation;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, host, port);
        var check = new MilvusHealthCheck(milvus.Resource, certificateAuthority: "");
        var registration = new HealthCheckRegistration("milvus", check, HealthStatus.Unhealthy, tags: null);
        return await check.CheckHealthAsync(new HealthCheckContext { Registration = registration }, Cancellation);
    }
}
