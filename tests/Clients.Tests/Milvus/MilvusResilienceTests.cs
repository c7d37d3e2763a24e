using System.Diagnostics.Metrics;
using System.Text;
using Grpc.Core;
using Lab.Hosting.Clients.Milvus;
using Lab.Milvus.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Clients.Tests.Milvus;

public sealed class MilvusResilienceTests : IDisposable
{
    private static readonly (StatusCode, Google.Protobuf.IMessage?) Away = (StatusCode.Unavailable, null);
    private static readonly (StatusCode, Google.Protobuf.IMessage?) Version = (StatusCode.OK, new GetVersionResponse { Status = new(), Version = "v2.5.0" });

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task A_call_that_may_be_repeated_is()
    {
        using var script = new GrpcScript(Away, (StatusCode.DeadlineExceeded, null), Version);
        using var client = Client(script);

        (await client.GetVersionAsync(Cancellation)).ShouldBe("v2.5.0");

        script.Calls.ShouldBe(3);
        script.Authorization.ShouldBe(Convert.ToBase64String(Encoding.UTF8.GetBytes("u:p")));
    }

    [Fact]
    public async Task It_is_repeated_as_often_as_the_settings_say()
    {
        using var script = new GrpcScript(Away);
        using var client = Client(script, new MilvusSettings { MaxRetries = 1 });

        (await Should.ThrowAsync<MilvusUnavailableException>(() => client.GetVersionAsync(Cancellation))).Message.ShouldContain("http://milvus.test");

        script.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_makes_something_is_sent_once()
    {
        using var script = new GrpcScript(Away);
        using var client = Client(script);

        await Should.ThrowAsync<MilvusUnavailableException>(() => client.CreateDatabaseAsync("d", Cancellation));
        await Should.ThrowAsync<MilvusUnavailableException>(
            () => client.GetCollection("c").InsertAsync([MilvusColumn.Int64("id", [1])], cancellationToken: Cancellation));

        script.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_refused_is_not_repeated()
    {
        using var script = new GrpcScript((StatusCode.OK, new GetVersionResponse { Status = new() { Code = 5, Reason = "disk" } }));
        using var client = Client(script);

        var refused = await Should.ThrowAsync<MilvusException>(() => client.GetVersionAsync(Cancellation));

        refused.Message.ShouldBe("Milvus refused 'GetVersion': disk");
        refused.Code.ShouldBe(5);
        script.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(100, typeof(MilvusNotFoundException))]
    [InlineData(101, typeof(MilvusNotLoadedException))]
    [InlineData(700, typeof(MilvusNotFoundException))]
    [InlineData(1100, typeof(MilvusInvalidRequestException))]
    [InlineData(1401, typeof(MilvusAccessException))]
    [InlineData(65535, typeof(MilvusException))]
    public async Task A_refusal_has_its_type_and_code(int code, Type type)
    {
        using var script = new GrpcScript((StatusCode.OK, new GetVersionResponse { Status = new() { Code = code, Reason = "no" } }));
        using var client = Client(script);

        var refused = await Should.ThrowAsync<MilvusException>(() => client.GetVersionAsync(Cancellation));

        refused.ShouldBeOfType(type);
        refused.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData(StatusCode.Unauthenticated, typeof(MilvusAccessException))]
    [InlineData(StatusCode.PermissionDenied, typeof(MilvusAccessException))]
    [InlineData(StatusCode.Unimplemented, typeof(MilvusUnsupportedException))]
    [InlineData(StatusCode.Internal, typeof(MilvusException))]
    public async Task A_status_of_gRPC_has_its_type(StatusCode status, Type type)
    {
        using var script = new GrpcScript((status, null));
        using var client = Client(script);

        (await Should.ThrowAsync<MilvusException>(() => client.GetVersionAsync(Cancellation))).ShouldBeOfType(type);

        script.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task An_older_servers_codes_are_understood()
    {
        using var script = new GrpcScript((StatusCode.OK, new GetVersionResponse { Status = new() { ErrorCode = ErrorCode.CollectionNotExists, Reason = "no" } }));
        using var client = Client(script);

        await Should.ThrowAsync<MilvusNotFoundException>(() => client.GetVersionAsync(Cancellation));
    }

    [Fact]
    public async Task Whoever_gives_up_is_told_so()
    {
        using var script = new GrpcScript(Away);
        using var client = Client(script);
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => client.GetVersionAsync(ended.Token));
    }

    private MilvusClient Client(GrpcScript script, MilvusSettings? settings = null)
    {
        var telemetry = new MilvusTelemetry(services.GetRequiredService<IMeterFactory>(), TimeProvider.System);
        var address = MilvusAddress.Parse("Endpoint=http://milvus.test;Key=u:p");
        return new MilvusClient(new MilvusTransport(script, address, settings ?? new MilvusSettings(), telemetry, TimeProvider.System), TimeProvider.System);
    }
}
