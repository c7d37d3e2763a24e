using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations.Engines;
using Lab.Hosting.Integrations.ObjectStore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Integrations;

/// <summary>Adds object stores to an application.</summary>
public static class ObjectStoreBuilderExtensions
{
    /// <summary>
    /// Adds the off-site object store. A local run starts the lab's emulator of S3; a manifest asks for the connection string of a real store,
    /// <c>Endpoint=https://…;AccessKey=…;SecretKey=…</c> (without an endpoint: AWS), in the parameter of this name.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="glacierTimeScale">In a local run, what Glacier's retrieval times are multiplied by, above 0 and up to 1.</param>
    /// <returns>The store.</returns>
    /// <exception cref="DistributedApplicationException">The AppHost was built without the engine <c>objectstore</c>.</exception>
    public static IResourceBuilder<IResourceWithConnectionString> AddObjectStore(this IDistributedApplicationBuilder builder, [ResourceName] string name, double glacierTimeScale = 1)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.ExecutionContext.IsRunMode)
        {
            return builder.AddConnectionString(name);
        }

        var program = EngineProgram.Find(builder.AppHostAssembly, "objectstore")
            ?? throw new DistributedApplicationException("The AppHost was built without the engine 'objectstore': give its project an EngineReference to it.");
        var home = LabDeclarationExtensions.HomeOf(builder);
        var store = new ObjectStoreResource(name, EngineProgram.Host, Path.GetDirectoryName(program)!, builder.AddPassword(name).Resource);
        var key = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, _ => new ObjectStoreHealthCheck(store, home.CertificateAuthorityFile), HealthStatus.Unhealthy, tags: null));

        return builder.AddResource(store)
            .WithArgs("exec", program, "--set", string.Create(CultureInfo.InvariantCulture, $"glacier-time-scale={glacierTimeScale}"))
            .WithHttpsEndpoint(name: ObjectStoreResource.EndpointName, isProxied: false)
            .WithEnvironment(context => EngineVariables.Write(
                context, home, name, store.Endpoint.Property(EndpointProperty.TargetPort), ObjectStoreResource.AccessKey, store.SecretKeyParameter))
            .WithAnnotation(new LabCertificate())
            .WithHealthCheck(key);
    }
}
