using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations;

/// <summary>What all services of the lab have in common.</summary>
public static class LabServiceExtensions
{
    /// <summary>
    /// Makes a project one of the lab's services: people open it, it tells who calls, it reads lab.json. In a local run it gets any free
    /// port, so that several labs run beside each other. Call it before <c>WithReference</c>, whose variables it chooses.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="authentication">The lab's authentication.</param>
    /// <returns>The service.</returns>
    public static IResourceBuilder<ProjectResource> AsLabService(this IResourceBuilder<ProjectResource> service, LabAuthentication authentication)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service
            .WithEndpoint("http", endpoint => endpoint.Port = null, createIfNotExists: false)
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health")
            // The parts of a connection string again as variables of their own would put passwords where manifests keep no secrets.
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
            .WithLabAuthentication(authentication)
            .WithLabFile();
    }

    /// <summary>Adds a system's password, the secret parameter <c>SYSTEM-password</c>: letters and digits, generated where none is configured.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="system">The system's name.</param>
    /// <returns>The parameter.</returns>
    public static IResourceBuilder<ParameterResource> AddPassword(this IDistributedApplicationBuilder builder, string system)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddParameter($"{system}-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);
    }
}
