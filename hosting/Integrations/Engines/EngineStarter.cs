using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Lab.Hosting.Integrations.Containers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>Before anything starts, chooses what each declared server runs as and arranges the model for it.</summary>
internal sealed class EngineStarter(IContainerProbe containers, IConfiguration configuration, ILogger<EngineStarter> logger) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>(async (started, token) =>
        {
            var links = started.Model.Resources.SelectMany(r => r.Annotations.OfType<EngineLink>()).ToArray();
            EngineConfiguration.Check(configuration, [.. links.Select(link => link.Server.Name)]);
            await Task.WhenAll(links.Select(link => ChooseAsync(link, token))).ConfigureAwait(false);
            foreach (var link in links)
            {
                Arrange(link, started, eventing);
            }
        });
        return Task.CompletedTask;
    }

    private async Task ChooseAsync(EngineLink link, CancellationToken cancellationToken)
    {
        if (!link.Server.TryGetContainerImageName(out var image))
        {
            image = link.Server.Name;
        }

        link.Decision = await EngineChooser.ChooseAsync(link.Engine, link.Process is not null, link.Mode, link.Setting, image, containers, cancellationToken).ConfigureAwait(false);
        logger.LogInformation("{System}: {Decision}", link.Server.Name, link.Decision.Text);
    }

    private static void Arrange(EngineLink link, BeforeStartEvent started, IDistributedApplicationEventing eventing)
    {
        if (link.Decision!.Runs != EngineKind.Embedded && link.Process is not null)
        {
            started.Model.Resources.Remove(link.Process);
        }

        switch (link.Decision.Runs)
        {
            case EngineKind.Embedded:
                MakeCustom(link.Server);
                EmbeddedServer.Arrange(link, started, eventing);
                break;
            case EngineKind.Unavailable:
                MakeCustom(link.Server);
                UnavailableServer.Arrange(link, started.Model, eventing);
                break;
            default:
                eventing.Subscribe<InitializeResourceEvent>(link.Server, (initialized, token) => ShowAsync(initialized, link, token));
                break;
        }
    }

    /// <summary>Shows what the server runs as, and how to connect to it, beside its other properties.</summary>
    public static async Task ShowAsync(InitializeResourceEvent initialized, EngineLink link, CancellationToken cancellationToken)
    {
        var facts = link.Decision!.Runs == EngineKind.Unavailable ? [] : await initialized.Services.GetRequiredService<ConnectionFacts>().OfAsync(link, cancellationToken).ConfigureAwait(false);
        await initialized.Notifications.PublishUpdateAsync(link.Server, state => state with
        {
            Properties = [.. state.Properties, new ResourcePropertySnapshot("engine", link.Decision.Text), .. facts],
        }).ConfigureAwait(false);
    }

    /// <summary>A resource without an image is not started as a container: its state and endpoints are those that we give it.</summary>
    private static void MakeCustom(ContainerResource server)
    {
        foreach (var image in server.Annotations.OfType<ContainerImageAnnotation>().ToArray())
        {
            server.Annotations.Remove(image);
        }

        foreach (var endpoint in server.Annotations.OfType<EndpointAnnotation>())
        {
            endpoint.IsProxied = false;
        }
    }
}
