using System.Text.Json;
using System.Text.Json.Serialization;
using Lab.Model;
using Lab.ServiceDefaults.Authentication;
using Lab.ServiceDefaults.Authentication.Login;
using Lab.ServiceDefaults.Documents;
using Lab.ServiceDefaults.Health;
using Lab.ServiceDefaults.Http;
using Lab.ServiceDefaults.Problems;
using Lab.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Lab.ServiceDefaults;

/// <summary>What every service of the lab has.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Adds telemetry, health, service discovery, resilient HTTP clients, problem details, JSON options, the OpenAPI document,
    /// authentication, and the permissions of lab.json; <see cref="LabDeclaration"/> and <see cref="TimeProvider"/> as services.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <returns>lab.json, for what the service registers per system.</returns>
    /// <exception cref="ServiceConfigurationException">Authentication is not configured, or wrongly.</exception>
    /// <exception cref="LabFileException">lab.json has mistakes.</exception>
    public static LabDeclaration AddServiceDefaults(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var lab = LabFileLocation.Load(builder.Configuration);
        builder.Services.AddSingleton(lab);
        builder.Services.TryAddSingleton(TimeProvider.System);

        builder.AddTelemetry();
        builder.AddHealth();
        builder.AddProblems();
        builder.AddOpenApiDocument();
        builder.AddCallerAuthentication();
        builder.AddPermissions(lab);

        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(client =>
        {
            client.AddStandardResilienceHandler();
            client.AddServiceDiscovery();
        });

        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)));
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        return lab;
    }

    /// <summary>
    /// Puts headers, problem details, authentication and authorization into the pipeline, and maps <c>/health</c>,
    /// <c>/alive</c>, <c>/metrics</c>, <c>/openapi/v1.json</c>, the start page and, in the local run, <c>/login</c>.
    /// Call it before the service's own endpoints.
    /// </summary>
    /// <param name="app">The service.</param>
    public static void MapDefaultEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseSecureHeaders();
        app.UseProblems();
        app.UseAuthentication();
        app.UseAuthorization();

        app.MapHealth();
        app.MapMetrics();
        app.MapOpenApiDocument();
        app.MapLogin();
        app.MapStartPage();
    }
}
