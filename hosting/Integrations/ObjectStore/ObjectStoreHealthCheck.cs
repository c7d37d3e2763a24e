using System.Net;
using System.Xml;
using System.Xml.Linq;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations.Engines;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Integrations.ObjectStore;

/// <summary>Asks without a signature, over TLS verified by the lab's authority: a store that works refuses that in S3's own words.</summary>
internal sealed class ObjectStoreHealthCheck(ObjectStoreResource store, string authorityFile) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!File.Exists(authorityFile))
            {
                return HealthCheckResult.Unhealthy(LabAuthority.Absent);
            }

            var address = await store.Endpoint.Property(EndpointProperty.Url).GetValueAsync(cancellationToken).ConfigureAwait(false);
            using var client = new HttpClient(LabAuthority.Handler(authorityFile));
            using var response = await client.GetAsync(new Uri(address!), cancellationToken).ConfigureAwait(false);
            var answer = XElement.Parse(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
            return response.StatusCode == HttpStatusCode.Forbidden && answer.Element("Code")?.Value == "AccessDenied"
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The store answers {(int)response.StatusCode} to a request that is not signed.");
        }
        catch (HttpRequestException error)
        {
            return HealthCheckResult.Unhealthy($"The store is not reached: {error.Message}", error);
        }
        catch (XmlException error)
        {
            return HealthCheckResult.Unhealthy("What answers there does not speak S3.", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The store does not answer in time.", error);
        }
    }
}
