using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ProjectResourceBuilderExtensions
{
    private static void WithKestrelEndpoints(this IResourceBuilder<ProjectResource> builder, KestrelConfiguration kestrel)
    {
        if (kestrel.Endpoints.Count == 0)
        {
            return;
        }

        builder.Resource.HasKestrelEndpoints = true;
        var running = builder.ApplicationBuilder.ExecutionContext.IsRunMode;
        var hosts = new Dictionary<EndpointAnnotation, string>();
        foreach (var ofScheme in kestrel.Endpoints.GroupBy(configured => configured.Address.Scheme))
        {
            var single = ofScheme.Count() == 1;
            foreach (var configured in ofScheme)
            {
                builder.WithEndpoint(single ? ofScheme.Key : configured.Name, endpoint =>
                {
                    if (running)
                    {
                        endpoint.Port = configured.Address.Port;
                    }
                    else
                    {
                        endpoint.TargetPort = configured.Address.Port;
                    }

                    endpoint.UriScheme = configured.Address.Scheme;
                    endpoint.TargetHost = configured.Address.Host;
                    kestrel.SetTransport(endpoint, configured.Protocols);
                    hosts[endpoint] = configured.Address.Host;
                });
            }
        }

        builder.WithEnvironment(context =>
        {
            foreach (var endpoint in Told(builder.Resource).Where(endpoint => endpoint.EndpointAnnotation != builder.Resource.DefaultHttpsEndpoint))
            {
                var host = running && hosts.TryGetValue(endpoint.EndpointAnnotation, out var configured) ? configured : "*";
                context.EnvironmentVariables[$"Kestrel__Endpoints__{endpoint.EndpointName}__Url"] =
                    ReferenceExpression.Create($"{endpoint.EndpointAnnotation.UriScheme}://{host}:{endpoint.Property(EndpointProperty.TargetPort)}");
            }
        });
    }

    private static void SetUrls(EnvironmentCallbackContext context)
    {
        if (context.EnvironmentVariables.ContainsKey("ASPNETCORE_URLS"))
        {
            return;
        }

        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in Told((ProjectResource)context.Resource))
        {
            if (!urls.IsEmpty)
            {
                urls.AppendLiteral(";");
            }

            if (endpoint.EndpointAnnotation.UriScheme == "https")
            {
                context.EnvironmentVariables.TryAdd("ASPNETCORE_HTTPS_PORT", endpoint.Property(EndpointProperty.Port));
            }

            urls.Append($"{endpoint.Property(EndpointProperty.Scheme)}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        if (!urls.IsEmpty)
        {
            context.EnvironmentVariables["ASPNETCORE_URLS"] = urls.Build();
        }
    }

    private static void SetPorts(EnvironmentCallbackContext context, string variable, string scheme)
    {
        var project = (ProjectResource)context.Resource;
        if (context.EnvironmentVariables.ContainsKey(variable))
        {
            return;
        }

        var ports = new ReferenceExpressionBuilder();
        foreach (var endpoint in Told(project).Where(endpoint => endpoint.EndpointAnnotation.UriScheme == scheme && endpoint.EndpointAnnotation != project.DefaultHttpsEndpoint))
        {
            if (!ports.IsEmpty)
            {
                ports.AppendLiteral(";");
            }

            ports.Append($"{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        if (!ports.IsEmpty)
        {
            context.EnvironmentVariables[variable] = ports.Build();
        }
    }

    // The endpoints on which the project is told to listen: those of HTTP that no variable of their own tells it of.
    private static IEnumerable<EndpointReference> Told(ProjectResource project) =>
        project.GetEndpoints().Where(endpoint =>
            endpoint.EndpointAnnotation is { UriScheme: "http" or "https", TargetPortEnvironmentVariable: null } annotation
            && project.Annotations.OfType<EndpointsInEnvironment>().All(filter => filter.Include(annotation)));
}
