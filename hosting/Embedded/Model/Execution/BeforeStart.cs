using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What the host itself does with the model before the application starts.</summary>
internal static class BeforeStart
{
    /// <summary>Subscribes to the start.</summary>
    public static void Subscribe(IDistributedApplicationEventing eventing, DistributedApplicationOptions options)
    {
        if (!string.IsNullOrEmpty(options.ContainerRegistryOverride))
        {
            eventing.Subscribe<BeforeStartEvent>((@event, _) => UseRegistry(@event.Model, options.ContainerRegistryOverride));
        }
    }

    /// <summary>Checks that each health check that a resource names is registered.</summary>
    /// <exception cref="DistributedApplicationException">One is not.</exception>
    public static void CheckHealthChecks(DistributedApplicationModel model, HealthCheckServiceOptions options)
    {
        var registered = options.Registrations.Select(registration => registration.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in model.Resources)
        {
            if (resource.Annotations.OfType<HealthCheckAnnotation>().FirstOrDefault(check => !registered.Contains(check.Key)) is { } missing)
            {
                throw new DistributedApplicationException(
                    $"The health check '{missing.Key}' is not registered and is required for resource '{resource.Name}'. Register it with builder.Services.AddHealthChecks().");
            }
        }
    }

    private static Task UseRegistry(DistributedApplicationModel model, string registry)
    {
        foreach (var image in model.Resources.SelectMany(resource => resource.Annotations.OfType<ContainerImageAnnotation>()))
        {
            image.Registry = registry;
        }

        return Task.CompletedTask;
    }
}
