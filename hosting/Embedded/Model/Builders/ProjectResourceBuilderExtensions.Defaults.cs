using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

public static partial class ProjectResourceBuilderExtensions
{
    private static IResourceBuilder<ProjectResource> WithProjectDefaults(this IResourceBuilder<ProjectResource> builder, ProjectResourceOptions options)
    {
        var application = builder.ApplicationBuilder;
        var running = application.ExecutionContext.IsRunMode;
        builder.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (running && application.Environment.IsDevelopment())
        {
            builder.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
            builder.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
        }

        builder.WithOtlpExporter();
        if (running)
        {
            builder.WithEnvironment("LOGGING__CONSOLE__FORMATTERNAME", "simple");
        }
        else
        {
            builder.WithEnvironment(TrustProxyHeaders);
        }

        builder.WithLaunchProfile(options);
        var profile = options.ExcludeLaunchProfile ? null : builder.Resource.GetEffectiveLaunchProfile();
        var kestrel = KestrelConfiguration.Read(builder.Resource, options.ExcludeKestrelEndpoints);
        builder.WithKestrelEndpoints(kestrel);
        if (running)
        {
            builder.WithRunEndpoints(profile, kestrel);
        }
        else
        {
            builder.WithPublishedEndpoints(profile, kestrel);
        }

        return builder;
    }

    private static void TrustProxyHeaders(EnvironmentCallbackContext context)
    {
        var project = (ProjectResource)context.Resource;
        if (project.HasAnnotationOfType<EndpointAnnotation>() && !project.HasAnnotationOfType<DisableForwardedHeadersAnnotation>())
        {
            context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
        }
    }

    private static void WithLaunchProfile(this IResourceBuilder<ProjectResource> builder, ProjectResourceOptions options)
    {
        var configuration = builder.ApplicationBuilder.Configuration;
        if (options.ExcludeLaunchProfile)
        {
            builder.WithAnnotation(new ExcludeLaunchProfileAnnotation());
        }
        else if (!string.IsNullOrEmpty(options.LaunchProfileName))
        {
            builder.WithAnnotation(new LaunchProfileAnnotation(options.LaunchProfileName));
        }
        else if ((configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"]) is { Length: > 0 } preferred)
        {
            builder.WithAnnotation(new DefaultLaunchProfileAnnotation(preferred));
        }
    }

    private static void WithRunEndpoints(this IResourceBuilder<ProjectResource> builder, NamedLaunchProfile? profile, KestrelConfiguration kestrel)
    {
        if (kestrel.Endpoints.Count == 0)
        {
            builder.WithEnvironment(SetUrls);
        }

        if (profile is null)
        {
            return;
        }

        if (kestrel.Endpoints.Count == 0)
        {
            builder.WithLaunchProfileEndpoints(profile.Profile, kestrel);
        }

        builder.WithEnvironment(context =>
        {
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", profile.Name);
            foreach (var (name, value) in profile.Profile.EnvironmentVariables)
            {
                context.EnvironmentVariables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
            }
        });
    }

    private static void WithLaunchProfileEndpoints(this IResourceBuilder<ProjectResource> builder, LaunchProfile profile, KestrelConfiguration kestrel)
    {
        var seen = new Dictionary<string, int>();
        foreach (var url in profile.ApplicationUrl?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            var address = KestrelConfiguration.ParseAddress(url);
            var count = seen[address.Scheme] = seen.GetValueOrDefault(address.Scheme) + 1;
            builder.WithEndpoint(count == 1 ? address.Scheme : $"{address.Scheme}{count}", endpoint =>
            {
                endpoint.Port = address.Port;
                endpoint.TargetHost = address.Host;
                endpoint.UriScheme = address.Scheme;
                endpoint.FromLaunchProfile = true;
                kestrel.SetTransport(endpoint);
            });
        }

        if (Uri.TryCreate(profile.LaunchUrl, UriKind.RelativeOrAbsolute, out var launchUrl))
        {
            builder.WithUrls(context =>
            {
                foreach (var link in context.Urls.Where(link => link.Endpoint?.EndpointAnnotation.FromLaunchProfile is true))
                {
                    link.Url = launchUrl.IsAbsoluteUri ? profile.LaunchUrl : new Uri(new Uri(link.Url), launchUrl).ToString();
                }
            });
        }
    }

    private static void WithPublishedEndpoints(this IResourceBuilder<ProjectResource> builder, NamedLaunchProfile? profile, KestrelConfiguration kestrel)
    {
        if (kestrel.Endpoints.Count == 0)
        {
            builder.WithEnvironment(context =>
            {
                SetPorts(context, "HTTP_PORTS", "http");
                SetPorts(context, "HTTPS_PORTS", "https");
            });
            if (profile?.Profile.ApplicationUrl is null)
            {
                return;
            }
        }

        // Where it is published the project listens on one port for both: what stands before it ends TLS.
        var http = Endpoint("http");
        var https = Endpoint("https");
        http.TargetPort = https.TargetPort = http.TargetPort ?? https.TargetPort;

        EndpointAnnotation Endpoint(string scheme)
        {
            var existing = builder.Resource.Annotations.OfType<EndpointAnnotation>()
                .FirstOrDefault(endpoint => endpoint.UriScheme == scheme || string.Equals(endpoint.Name, scheme, StringComparison.OrdinalIgnoreCase));
            if (existing is not null)
            {
                return existing;
            }

            EndpointAnnotation? added = null;
            builder.WithEndpoint(scheme, endpoint =>
            {
                endpoint.UriScheme = scheme;
                kestrel.SetTransport(endpoint);
                added = endpoint;
            });
            if (scheme == "https")
            {
                builder.Resource.DefaultHttpsEndpoint = added;
            }

            return added!;
        }
    }
}
