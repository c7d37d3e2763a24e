using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Publishes what concerns the application as a whole.</summary>
internal sealed class ApplicationEvents(
    IServiceProvider services,
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    IDistributedApplicationEventing eventing,
    IEnumerable<IDistributedApplicationEventingSubscriber> subscribers)
{
    private int published;

    /// <summary>Lets subscribers subscribe and tells them that the application is about to start; only the first call does.</summary>
    public async Task BeforeStartAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref published, 1) != 0)
        {
            return;
        }

        foreach (var subscriber in subscribers)
        {
            await subscriber.SubscribeAsync(eventing, executionContext, cancellationToken).ConfigureAwait(false);
        }

        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken).ConfigureAwait(false);
        if (executionContext.IsRunMode)
        {
            BeforeStart.CheckHealthChecks(model, services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value);
        }
    }
}
