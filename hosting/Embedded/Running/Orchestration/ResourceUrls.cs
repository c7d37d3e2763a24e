using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Running.Orchestration;

/// <summary>Makes the links that are shown for a resource: those of its endpoints, those it declares, as its callbacks leave them.</summary>
internal sealed class ResourceUrls(
    DistributedApplicationExecutionContext executionContext,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers)
{
    /// <summary>Publishes the links of a resource whose endpoints have addresses now.</summary>
    public async Task PublishAsync(IResource resource, CancellationToken cancellationToken)
    {
        var urls = OfEndpoints(resource).Concat(resource.Annotations.OfType<ResourceUrlAnnotation>().Where(u => u.Endpoint is null)).ToList();
        var log = loggers.GetLogger(resource);
        try
        {
            var context = new ResourceUrlsCallbackContext(executionContext, resource, urls, cancellationToken) { Logger = log };
            foreach (var annotation in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().ToArray())
            {
                await annotation.Callback(context).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Links are for show: a callback that fails costs no more than them.
            log.LogError(error, "A callback for the links has failed.");
        }

        var running = notifications.TryGetCurrentState(resource.GetInstanceNames()[0], out var state) && state.Snapshot.State?.Text == KnownResourceStates.Running;
        await notifications.PublishUpdateAsync(resource, s => s with { Urls = [.. urls.Select(u => Snapshot(u, running))] }).ConfigureAwait(false);
    }

    private static IEnumerable<ResourceUrlAnnotation> OfEndpoints(IResource resource) => resource is IResourceWithEndpoints owner
        ? owner.GetEndpoints().Where(e => e.IsAllocated).Select(e => new ResourceUrlAnnotation { Url = e.Url, Endpoint = e })
        : [];

    private static UrlSnapshot Snapshot(ResourceUrlAnnotation url, bool isActive)
    {
        var address = url.Url.StartsWith('/') && url.Endpoint is { IsAllocated: true } endpoint ? endpoint.Url + url.Url : url.Url;
        return new UrlSnapshot(url.Endpoint?.EndpointName, address, url.IsInternal)
        {
            IsInactive = url.Endpoint is not null && !isActive,
            DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? "", url.DisplayOrder ?? 0),
        };
    }
}
