using Microsoft.Extensions.DependencyInjection;

namespace Lab.Hosting.Embedded.Publishing;

/// <summary>Registers what publish mode needs.</summary>
internal static class PublishingServices
{
    /// <summary>Adds the publisher of the manifest.</summary>
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services.AddHostedService<ManifestPublisher>();
}
