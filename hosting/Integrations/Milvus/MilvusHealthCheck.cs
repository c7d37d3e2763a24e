using System.Text;
using Aspire.Hosting.Milvus;
using Grpc.Core;
using Grpc.Net.Client;
using Lab.Hosting.Integrations.Engines;
using Lab.Milvus.Protocol;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Integrations.Milvus;

/// <summary>Asks a Milvus server, signed in as <c>root</c>, whether all of its parts are healthy.</summary>
/// <param name="server">The server.</param>
/// <param name="certificateAuthority">The file of the certificate authority that the certificate of a server with TLS must come from.</param>
internal sealed class MilvusHealthCheck(MilvusServerResource server, string certificateAuthority) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var address = new Uri((await server.PrimaryEndpoint.GetValueAsync(cancellationToken).ConfigureAwait(false))!);
            var isSecure = address.Scheme == Uri.UriSchemeHttps;
            if (isSecure && !File.Exists(certificateAuthority))
            {
                return new HealthCheckResult(context.Registration.FailureStatus, LabAuthority.Absent);
            }

            using var handler = isSecure ? LabAuthority.Handler(certificateAuthority) : new SocketsHttpHandler();
            using var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler });
            var token = await server.Token.GetValueAsync(cancellationToken).ConfigureAwait(false);
            var headers = new Metadata { { "authorization", Convert.ToBase64String(Encoding.UTF8.GetBytes(token ?? "")) } };
            var options = new CallOptions(headers, DateTime.UtcNow + Limit, cancellationToken);
            var health = await new MilvusService.MilvusServiceClient(channel).CheckHealthAsync(new CheckHealthRequest(), options).ConfigureAwait(false);
            var reasons = health.Reasons.Prepend(health.Status?.Reason).Where(reason => !string.IsNullOrEmpty(reason)).ToList();
            return health.IsHealthy
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, reasons is [] ? "Milvus says that it is not healthy." : string.Join("; ", reasons));
        }
        catch (RpcException error)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"CheckHealth fails: {error.Status.StatusCode}, {error.Status.Detail}", error);
        }
    }
}
