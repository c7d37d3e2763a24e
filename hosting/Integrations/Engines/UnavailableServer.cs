using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>A declared server that can run neither as a local process nor as a container: it is shown as such and holds nothing up.</summary>
internal static class UnavailableServer
{
    public const string State = "Not available embedded";

    // The discard service's port is privileged and unused: a client is refused at once, and no other program can take the server's place.
    private const int NobodysPort = 9;

    public static void Arrange(EngineLink link, DistributedApplicationModel model, IDistributedApplicationEventing eventing)
    {
        var resources = EngineLink.WithChildren(link.Server, model).ToArray();
        foreach (var resource in resources.Where(r => !r.Annotations.OfType<ExplicitStartupAnnotation>().Any()))
        {
            resource.Annotations.Add(new ExplicitStartupAnnotation());
        }

        foreach (var endpoint in link.Server.Annotations.OfType<EndpointAnnotation>())
        {
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", NobodysPort);
        }

        eventing.Subscribe<InitializeResourceEvent>(link.Server, async (initialized, token) =>
        {
            await EngineStarter.ShowAsync(initialized, link, token).ConfigureAwait(false);
            foreach (var resource in resources)
            {
                await initialized.Notifications.PublishUpdateAsync(resource, state => state with
                {
                    State = new ResourceStateSnapshot(State, KnownResourceStateStyles.Warn),
                    Urls = [],
                }).ConfigureAwait(false);
            }
        });
    }
}
