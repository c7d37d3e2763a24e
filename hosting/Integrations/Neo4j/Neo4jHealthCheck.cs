using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations.Engines;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Integrations.Neo4j;

/// <summary>Signs in and runs <c>RETURN 1</c> by the Query API.</summary>
/// <param name="server">The server.</param>
/// <param name="clients">Gives the clients for servers without TLS.</param>
/// <param name="certificateAuthority">The file of the certificate authority that the certificate of a server with TLS must come from.</param>
internal sealed class Neo4jHealthCheck(Neo4jResource server, IHttpClientFactory clients, string certificateAuthority) : IHealthCheck
{
    public const string ClientName = "neo4j-health";

    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var address = await server.HttpEndpoint.Property(EndpointProperty.Url).GetValueAsync(cancellationToken).ConfigureAwait(false);
            var isSecure = address!.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
            if (isSecure && !File.Exists(certificateAuthority))
            {
                return HealthCheckResult.Unhealthy(LabAuthority.Absent);
            }

            var password = await server.PasswordParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/db/neo4j/query/v2")
            {
                Content = JsonContent.Create(new { statement = "RETURN 1" }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Neo4jResource.UserName}:{password}")));
            using var client = isSecure ? new HttpClient(LabAuthority.Handler(certificateAuthority)) { Timeout = AnswerLimit } : clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The Query API answers {(int)response.StatusCode}.");
        }
        catch (HttpRequestException error)
        {
            return HealthCheckResult.Unhealthy($"The Query API is not reached: {error.Message}", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The Query API does not answer in time.", error);
        }
    }
}
