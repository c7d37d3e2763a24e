using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Chooses what the references of this resource inject: connection strings, connection properties, endpoints, service discovery.</summary>
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags));
    }

    /// <summary>
    /// Injects a resource's connection string as <c>ConnectionStrings__{name}</c> and each of its connection properties as <c>{NAME}_{PROPERTY}</c>.
    /// </summary>
    /// <param name="builder">The resource that connects.</param>
    /// <param name="source">The resource that it connects to.</param>
    /// <param name="connectionName">The name to inject under; null for the resource's own.</param>
    /// <param name="optional">Whether a connection string without a value is left out instead of being an error.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        var prefix = name.Length == 0 ? name : $"{EnvironmentVariableName.From(name).ToUpperInvariant()}_";
        var inject = Injected(builder.Resource);
        builder.WithReferenceRelationship(resource);
        return builder.WithEnvironment(context =>
        {
            if (inject.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
            {
                var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}";
                context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, optional);
            }

            if (inject.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
            {
                var added = resource.Annotations.OfType<ConnectionPropertyAnnotation>().Select(property => KeyValuePair.Create(property.Name, property.Value));
                foreach (var (property, value) in resource.GetConnectionProperties().Concat(added))
                {
                    context.EnvironmentVariables[$"{prefix}{property.ToUpperInvariant()}"] = value;
                }
            }
        });
    }

    /// <summary>Injects every endpoint of a resource as <c>{NAME}_{ENDPOINT}</c> and, for service discovery, as <c>services__{name}__{scheme}__0</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithEndpointsOf(source.Resource, endpointName: null, name: null);
    }

    /// <summary>Injects every endpoint of a resource, under another name than the resource's own.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(name);
        return builder.WithEndpointsOf(source.Resource, endpointName: null, name);
    }

    /// <summary>Injects one endpoint of a resource.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return builder.WithEndpointsOf(endpointReference.Resource, endpointReference.EndpointName, name: null);
    }

    /// <summary>Injects a fixed address under a service's name.</summary>
    /// <exception cref="InvalidOperationException">The address is relative, does not end in a slash, or has a query or fragment.</exception>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(uri);
        if (ServiceUriError(uri) is { } error)
        {
            throw new InvalidOperationException(error);
        }

        var inject = Injected(builder.Resource);
        if (inject.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
        {
            builder.WithEnvironment($"services__{name}__default__0", uri.ToString());
        }

        if (inject.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
        {
            builder.WithEnvironment(EnvironmentVariableName.From(name), uri.ToString());
        }

        return builder;
    }

    /// <summary>Injects the address of an external service.</summary>
    /// <exception cref="DistributedApplicationException">On start: the parameter that holds the URL holds something else.</exception>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<ExternalServiceResource> externalService)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(externalService);
        var service = externalService.Resource;
        var inject = Injected(builder.Resource);
        var variable = EnvironmentVariableName.From(service.Name).ToUpperInvariant();
        builder.WithReferenceRelationship(service);
        return builder.WithEnvironment(async context =>
        {
            // A manifest does not know the parameter's value, so the scheme is not known either.
            var scheme = service.Uri?.Scheme;
            var endpoint = variable;
            if (service.UrlParameter is not null && context.ExecutionContext.IsRunMode)
            {
                scheme = (await service.ResolveUriAsync(context.CancellationToken).ConfigureAwait(false)).Scheme;
                endpoint = $"{variable}_{EnvironmentVariableName.From(scheme).ToUpperInvariant()}";
            }

            object value = service.UrlParameter is { } parameter ? parameter : service.Uri!.ToString();
            if (inject.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                context.EnvironmentVariables[endpoint] = value;
            }

            if (inject.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                context.EnvironmentVariables[$"services__{service.Name}__{scheme ?? "default"}__0"] = value;
            }
        });
    }

    private static IResourceBuilder<T> WithEndpointsOf<T>(this IResourceBuilder<T> builder, IResourceWithEndpoints resource, string? endpointName, string? name)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        var references = builder.Resource.Annotations.OfType<EndpointReferences>().SingleOrDefault(references => references.Resource == resource);
        if (references is null)
        {
            references = new EndpointReferences(resource);
            builder.WithAnnotation(references).WithEnvironment(context => InjectEndpoints(context, references, name));
        }

        if (endpointName is null)
        {
            references.All = true;
        }
        else
        {
            references.Names.Add(endpointName);
        }

        return builder.WithReferenceRelationship(resource);
    }

    private static void InjectEndpoints(EnvironmentCallbackContext context, EndpointReferences references, string? name)
    {
        var inject = Injected(context.Resource);
        var service = name ?? references.Resource.Name;
        var prefix = EnvironmentVariableName.From(name ?? references.Resource.Name.ToUpperInvariant());
        foreach (var endpoint in references.Resource.GetEndpoints().Where(endpoint => references.Include(endpoint.EndpointName)))
        {
            if (inject.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                context.EnvironmentVariables[$"{prefix}_{EnvironmentVariableName.From(endpoint.EndpointName).ToUpperInvariant()}"] = endpoint;
            }

            if (inject.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                // The scheme, not the endpoint's name: service discovery matches it with the scheme of the address it resolves.
                var index = 0;
                while (!context.EnvironmentVariables.TryAdd($"services__{service}__{endpoint.Scheme}__{index}", endpoint))
                {
                    index++;
                }
            }
        }
    }

    private static ReferenceEnvironmentInjectionFlags Injected(IResource destination) =>
        destination.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var annotation)
            ? annotation.Flags
            : ReferenceEnvironmentInjectionFlags.All;

    private static string? ServiceUriError(Uri uri) => uri switch
    {
        { IsAbsoluteUri: false } => "The uri for service reference must be absolute.",
        _ when !uri.AbsolutePath.EndsWith('/') => "The uri absolute path must end with '/'.",
        _ when uri.Fragment.Length > 0 => "The URI cannot contain a fragment.",
        _ when uri.Query.Length > 0 => "The URI cannot contain a query string.",
        _ => null,
    };
}
