using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>Makes a declared server follow the local process that stands for it: endpoints, events and commands.</summary>
internal static class EmbeddedServer
{
    public static void Arrange(EngineLink link, BeforeStartEvent started, IDistributedApplicationEventing eventing)
    {
        var (server, process) = (link.Server, link.Process!);
        foreach (var endpoint in server.Annotations.OfType<EndpointAnnotation>().Where(_ => link.Engine.HasTls))
        {
            endpoint.TlsEnabled = true;
            endpoint.UriScheme = link.Engine.SecureSchemes.GetValueOrDefault(endpoint.UriScheme, endpoint.UriScheme);
        }

        // The process is what waits, on behalf of the server.
        foreach (var wait in server.Annotations.OfType<WaitAnnotation>())
        {
            process.Annotations.Add(wait);
        }

        foreach (var startup in server.Annotations.OfType<ExplicitStartupAnnotation>())
        {
            process.Annotations.Add(startup);
        }

        foreach (var command in EngineCommands.For(process, started.Services.GetRequiredService<ResourceCommandService>()))
        {
            server.Annotations.Add(command);
        }

        eventing.Subscribe<InitializeResourceEvent>(server, async (initialized, token) =>
        {
            await EngineStarter.ShowAsync(initialized, link, token).ConfigureAwait(false);
            await initialized.Notifications.PublishUpdateAsync(server, state => state with { ResourceType = "Embedded engine" }).ConfigureAwait(false);
        });
        eventing.Subscribe<ResourceEndpointsAllocatedEvent>(process, (allocated, token) =>
        {
            Allocate(server, process);
            return eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(server, allocated.Services), token);
        });
        eventing.Subscribe<BeforeResourceStartedEvent>(process, async (starting, token) =>
        {
            foreach (var resource in EngineLink.WithChildren(server, started.Model).OfType<IResourceWithConnectionString>())
            {
                await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, starting.Services), token).ConfigureAwait(false);
            }

            await eventing.PublishAsync(new BeforeResourceStartedEvent(server, starting.Services), token).ConfigureAwait(false);
        });
    }

    private static void Allocate(ContainerResource server, ExecutableResource process)
    {
        var listening = process.Annotations.OfType<EndpointAnnotation>().ToDictionary(e => e.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var endpoint in server.Annotations.OfType<EndpointAnnotation>())
        {
            if (listening.TryGetValue(endpoint.Name, out var source) && source.AllocatedEndpoint is { } allocated)
            {
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, allocated.Address, allocated.Port, allocated.TargetPortExpression);
            }
        }
    }
}
