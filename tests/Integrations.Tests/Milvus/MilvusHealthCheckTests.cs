using System.Data.Common;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Engines.Testing;
using Lab.Hosting.Integrations.Milvus;
using Lab.Milvus.Protocol;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Integrations.Tests.Milvus;

public sealed class MilvusHealthCheckTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_healthy_answer_is_read() =>
        (await AnswerAsync(new CheckHealthResponse { Status = new Status(), IsHealthy = true })).Status.ShouldBe(HealthStatus.Healthy);

    [Fact]
    public async Task An_empty_answer_is_not_healthy() => (await AnswerAsync(new CheckHealthResponse())).Status.ShouldBe(HealthStatus.Unhealthy);

    [Fact]
    public async Task Reasons_of_the_status_and_of_the_parts_are_read()
    {
        var result = await AnswerAsync(new CheckHealthResponse { Status = new Status { Reason = "querycoord is down" }, Reasons = { "etcd is slow" } });

        result.Status.ShouldBe(HealthStatus.Unhealthy);
        result.Description.ShouldBe("querycoord is down; etcd is slow");
    }

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
        const string variable = "LAB_PEER_MILVUS";
        await using var peer = await Peer.StartAsync("milvus", variable, Cancellation);
        Assert.SkipWhen(peer is null, Peer.HowTo("milvus", variable));
        var settings = new DbConnectionStringBuilder { ConnectionString = peer.Values[variable] };
        var address = new Uri((string)settings["Endpoint"]);

        (await CheckAsync(address.Host, address.Port, ((string)settings["Key"]).Split(':', 2)[1])).Status.ShouldBe(HealthStatus.Healthy);
    }

    private static async Task<HealthCheckResult> AnswerAsync(CheckHealthResponse answer)
    {
        await using var server = await FixedMilvus.StartAsync(answer, Cancellation);
        return await CheckAsync("127.0.0.1", server.Port, "Milvus");
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
