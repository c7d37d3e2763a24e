using Microsoft.Extensions.DependencyInjection;

namespace Lab.Hosting.Embedded.Page;

/// <summary>Registers the resources page and its HTTP API.</summary>
internal static class ResourcesPageServices
{
    /// <summary>Adds the page to a host that runs its application; it starts and stops with the host.</summary>
    public static IServiceCollection AddResourcesPage(this IServiceCollection services)
    {
        services.AddSingleton<ResourcesPage>();
        services.AddHostedService(provider => provider.GetRequiredService<ResourcesPage>());
        return services;
    }
}
