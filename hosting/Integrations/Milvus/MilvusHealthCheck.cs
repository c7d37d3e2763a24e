using System.Text;
using Aspire.Hosting.Milvus;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Integrations.Milvus;

/// <summary>Asks a Milvus server, signed in as <c>root</c>, whether all of its parts are healthy.</summary>
internal sealed class MilvusHealthCheck(MilvusServerResource server) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly Method<byte[], MilvusHealth> CheckHealth = new(
        MethodType.Unary,
        "milvus.proto.milvus.MilvusService",
        "CheckHealth",
        Marshallers.Create<byte[]>(request => request, bytes => bytes),
        Marshallers.Create<MilvusHealth>(_ => [], MilvusHealth.Parse));

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var address = await server.PrimaryEndpoint.GetValueAsync(cancellationToken).ConfigureAwait(false);
            var token = await server.Token.GetValueAsync(cancellationToken).ConfigureAwait(false);
            var headers = new Metadata { { "authorization", Convert.ToBase64String(Encoding.UTF8.GetBytes(token ?? "")) } };
            using var channel = GrpcChannel.ForAddress(address!);
            var options = new CallOptions(headers, DateTime.UtcNow + Limit, cancellationToken);
            var health = await channel.CreateCallInvoker().AsyncUnaryCall(CheckHealth, host: null, options, request: []).ConfigureAwait(false);
            return health.IsHealthy
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, health.Reasons is [] ? "Milvus says that it is not healthy." : string.Join("; ", health.Reasons));
        }
        catch (RpcException error)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"CheckHealth fails: {error.Status.StatusCode}, {error.Status.Detail}", error);
        }
    }
}
