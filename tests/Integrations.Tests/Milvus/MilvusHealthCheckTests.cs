using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf;
using Lab.Hosting.Integrations.Milvus;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Integrations.Tests.Milvus;

public sealed class MilvusHealthCheckTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_healthy_answer_is_read() => MilvusHealth.Parse(Answer(isHealthy: true)).IsHealthy.ShouldBeTrue();

    [Fact]
    public void An_empty_answer_is_not_healthy() => MilvusHealth.Parse([]).IsHealthy.ShouldBeFalse();

    [Fact]
    public void Reasons_of_the_status_and_of_the_parts_are_read()
    {
        var health = MilvusHealth.Parse(Answer(isHealthy: false, "querycoord is down", "etcd is slow"));

        health.IsHealthy.ShouldBeFalse();
        health.Reasons.ShouldBe(["querycoord is down", "etcd is slow"]);
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
        await using var peer = await MilvusPeer.StartAsync(Cancellation);

        (await CheckAsync(peer.Address.Host, peer.Address.Port, peer.Password)).Status.ShouldBe(HealthStatus.Healthy);
    }

    private static async Task<HealthCheckResult> CheckAsync(string host, int port, string password)
    {
        var builder = DistributedApplication.CreateBuilder(["--Lab:Page:Enabled=false"]);
        var milvus = builder.AddMilvus("milvus", builder.AddParameter("key", password, secret: true));
        var endpoint = milvus.Resource.PrimaryEndpoint.EndpointAnnotation;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, host, port);
        var check = new MilvusHealthCheck(milvus.Resource);
        var registration = new HealthCheckRegistration("milvus", check, HealthStatus.Unhealthy, tags: null);
        return await check.CheckHealthAsync(new HealthCheckContext { Registration = registration }, Cancellation);
    }

    private static byte[] Answer(bool isHealthy, string? statusReason = null, params string[] reasons)
    {
        using var status = new MemoryStream();
        using (var output = new CodedOutputStream(status, leaveOpen: true))
        {
            output.WriteTag(1, WireFormat.WireType.Varint);
            output.WriteInt32(0);
            if (statusReason is not null)
            {
                output.WriteTag(2, WireFormat.WireType.LengthDelimited);
                output.WriteString(statusReason);
            }
        }

        using var answer = new MemoryStream();
        using (var output = new CodedOutputStream(answer, leaveOpen: true))
        {
            output.WriteTag(1, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(status.ToArray()));
            output.WriteTag(2, WireFormat.WireType.Varint);
            output.WriteBool(isHealthy);
            foreach (var reason in reasons)
            {
                output.WriteTag(3, WireFormat.WireType.LengthDelimited);
                output.WriteString(reason);
            }

            output.WriteTag(4, WireFormat.WireType.Varint);
            output.WriteInt32(7);
        }

        return answer.ToArray();
    }
}
