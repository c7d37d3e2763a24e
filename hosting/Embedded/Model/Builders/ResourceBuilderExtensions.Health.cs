using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    // HTTPS first: where a resource has both, that is the one its clients use.
    private static readonly string[] HttpSchemes = ["https", "http"];

    /// <summary>Lets a health check of the host's services, found by its key, decide whether the resource is healthy.</summary>
    /// <exception cref="DistributedApplicationException">The resource has that check already.</exception>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(key);
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key))
        {
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        }

        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>The resource is healthy when a GET of <paramref name="path"/> answers with the status code.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path to get; null for <c>/</c>.</param>
    /// <param name="statusCode">The code that counts as healthy; null for 200.</param>
    /// <param name="endpointName">The endpoint to ask; null for the one named https, else http.</param>
    /// <exception cref="DistributedApplicationException">There is no such endpoint, or it does not speak HTTP.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var endpoint = builder.FindHttpEndpoint("HTTP health check", endpointName is null ? HttpSchemes : [endpointName]);
        return builder.WithHttpHealthCheck(() => endpoint, path, statusCode);
    }

    /// <summary>The resource is healthy when a GET of <paramref name="path"/> answers with the status code.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointSelector">Chooses the endpoint to ask; null for the one named https, else http.</param>
    /// <param name="path">The path to get; null for <c>/</c>.</param>
    /// <param name="statusCode">The code that counts as healthy; null for 200.</param>
    /// <exception cref="DistributedApplicationException">There is no such endpoint, or it does not speak HTTP.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        const string what = "HTTP health check";
        var endpoint = builder.SelectHttpEndpoint(what, endpointSelector);
        var (relative, expected) = (path ?? "/", statusCode ?? 200);
        builder.OnResourceEndpointsAllocated((resource, _, _) => endpoint.Exists
            ? Task.CompletedTask
            : throw new DistributedApplicationException($"The endpoint '{endpoint.EndpointName}' does not exist on the resource '{resource.Name}'."));

        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{relative}_{expected}_check";
        builder.ApplicationBuilder.AddHealthCheck(key, services => new HttpHealthCheck(
            services.GetRequiredService<IHttpClientFactory>(),
            async cancellationToken =>
            {
                var address = await endpoint.GetValueAsync(cancellationToken).ConfigureAwait(false);
                return new Uri(new Uri(address!, UriKind.Absolute), relative);
            },
            expected));
        return builder.WithHealthCheck(key);
    }

    internal static void AddHealthCheck(this IDistributedApplicationBuilder builder, string key, Func<IServiceProvider, IHealthCheck> create)
    {
        builder.Services.AddHttpClient(HttpHealthCheck.ClientName).RemoveAllLoggers();

        // One instance for each check, which may keep a connection between its runs and is disposed with the host.
        builder.Services.AddKeyedSingleton(key, (services, _) => create(services));
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, services => services.GetRequiredKeyedService<IHealthCheck>(key), failureStatus: null, tags: null));
    }

    private static EndpointReference SelectHttpEndpoint<T>(this IResourceBuilder<T> builder, string what, Func<EndpointReference>? selector)
        where T : IResourceWithEndpoints
    {
        if (selector is null)
        {
            return builder.FindHttpEndpoint(what, HttpSchemes);
        }

        var endpoint = selector() ?? throw new DistributedApplicationException(
            $"Could not create {what} for resource '{builder.Resource.Name}' as the endpoint selector returned null.");
        return builder.CheckHttp(what, endpoint);
    }

    private static EndpointReference FindHttpEndpoint<T>(this IResourceBuilder<T> builder, string what, params string[] names)
        where T : IResourceWithEndpoints
    {
        var endpoints = builder.Resource.GetEndpoints().ToList();
        var endpoint = names
            .Select(name => endpoints.Find(endpoint => string.Equals(endpoint.EndpointName, name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(endpoint => endpoint is not null);
        return endpoint is null
            ? throw new DistributedApplicationException(
                $"Could not create {what} for resource '{builder.Resource.Name}' as no endpoint was found matching one of the specified names: {string.Join(", ", names)}")
            : builder.CheckHttp(what, endpoint);
    }

    private static EndpointReference CheckHttp<T>(this IResourceBuilder<T> builder, string what, EndpointReference endpoint)
        where T : IResourceWithEndpoints =>
        endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw new DistributedApplicationException(
                $"Could not create {what} for resource '{builder.Resource.Name}' as the endpoint with name '{endpoint.EndpointName}' and scheme '{endpoint.Scheme}' is not an HTTP endpoint.");
}
