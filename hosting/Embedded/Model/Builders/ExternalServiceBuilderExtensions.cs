using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Adds services that the application uses but does not run.</summary>
public static class ExternalServiceBuilderExtensions
{
    /// <summary>Adds a service by its address.</summary>
    /// <exception cref="ArgumentException">The address is relative, does not end in a slash, or has a query or fragment.</exception>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, [ResourceName] string name, string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return ExternalServiceResource.TryParse(url, out var uri, out var problem)
            ? builder.AddExternalService(name, uri)
            : throw new ArgumentException($"The external service URL '{url}' is invalid: {problem}", nameof(url));
    }

    /// <summary>Adds a service by its address.</summary>
    /// <exception cref="ArgumentException">The address is relative, does not end in a slash, or has a query or fragment.</exception>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, [ResourceName] string name, Uri uri)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(uri);
        return builder.Add(new ExternalServiceResource(name, uri)).WithUrl(uri.ToString());
    }

    /// <summary>Adds a service whose address is a parameter's value.</summary>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, [ResourceName] string name, IResourceBuilder<ParameterResource> urlParameter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(urlParameter);
        var parameter = urlParameter.Resource;
        return builder.Add(new ExternalServiceResource(name, parameter)).WithUrl(ReferenceExpression.Create($"{parameter}"));
    }

    /// <summary>The service is healthy when a GET of <paramref name="path"/> answers with the status code.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="path">The path to get, relative to the service's address; null for the address itself.</param>
    /// <param name="statusCode">The code that counts as healthy; null for 200.</param>
    /// <exception cref="ArgumentException">The path is not relative, or the address does not speak HTTP.</exception>
    public static IResourceBuilder<ExternalServiceResource> WithHttpHealthCheck(this IResourceBuilder<ExternalServiceResource> builder, string? path = null, int? statusCode = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var service = builder.Resource;
        if (path is not null && !Uri.IsWellFormedUriString(path, UriKind.Relative))
        {
            throw new ArgumentException($"The path '{path}' is not a valid relative URL.", nameof(path));
        }

        if (service.Uri is { Scheme: not ("http" or "https") })
        {
            throw new ArgumentException(
                $"The URL '{service.Uri}' for external service '{service.Name}' cannot be used for HTTP health checks because it has a non-HTTP scheme.", nameof(builder));
        }

        var expected = statusCode ?? 200;
        var key = $"{service.Name}_external{(path is null ? string.Empty : $"_{path}")}_{expected}_check";
        builder.ApplicationBuilder.AddHealthCheck(key, services => new HttpHealthCheck(
            services.GetRequiredService<IHttpClientFactory>(),
            async cancellationToken =>
            {
                var address = await service.ResolveUriAsync(cancellationToken).ConfigureAwait(false);
                return path is null ? address : new Uri(address, path);
            },
            expected));
        return builder.WithHealthCheck(key);
    }

    private static IResourceBuilder<ExternalServiceResource> Add(this IDistributedApplicationBuilder builder, ExternalServiceResource service) =>
        builder.AddResource(service)
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "ExternalService",
                State = KnownResourceStates.Waiting,
                Properties = [],
            })
            .ExcludeFromManifest()
            .OnInitializeResource(StartAsync);

    private static async Task StartAsync(ExternalServiceResource service, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        try
        {
            var uri = await service.ResolveUriAsync(cancellationToken).ConfigureAwait(false);
            await start.Eventing.PublishAsync(new BeforeResourceStartedEvent(service, start.Services), cancellationToken).ConfigureAwait(false);
            await start.Notifications.PublishUpdateAsync(service, snapshot => snapshot with
            {
                Properties = [.. snapshot.Properties.Where(property => property.Name != CustomResourceKnownProperties.Source), new(CustomResourceKnownProperties.Source, uri.Host)],
                Urls = snapshot.Urls.Any(url => url.Url == uri.ToString()) ? snapshot.Urls : snapshot.Urls.Add(new(Name: null, uri.ToString(), IsInternal: false)),
                State = KnownResourceStates.Running,
            }).ConfigureAwait(false);
        }
        catch (DistributedApplicationException exception)
        {
            start.Logger.LogError("{Problem}", exception.Message);
            await start.Notifications.PublishUpdateAsync(service, snapshot => snapshot with { State = KnownResourceStates.FailedToStart }).ConfigureAwait(false);
        }
    }
}
