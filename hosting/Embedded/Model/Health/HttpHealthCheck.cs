using System.Net.Http.Headers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Embedded.Health;

/// <summary>Healthy when a GET answers with the expected status code.</summary>
/// <param name="clients">Makes the client.</param>
/// <param name="address">What to get, resolved for each check.</param>
/// <param name="expectedStatusCode">The code that counts as healthy.</param>
internal sealed class HttpHealthCheck(IHttpClientFactory clients, Func<CancellationToken, Task<Uri>> address, int expectedStatusCode) : IHealthCheck
{
    /// <summary>The name of the HTTP client, which logs nothing: a check runs often.</summary>
    public const string ClientName = "Lab.Hosting.Embedded.Health";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            var uri = await address(cancellationToken).ConfigureAwait(false);
            using var client = clients.CreateClient(ClientName);
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            request.Headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return (int)response.StatusCode == expectedStatusCode
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, $"GET {uri} answered {(int)response.StatusCode}, expected {expectedStatusCode}.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
