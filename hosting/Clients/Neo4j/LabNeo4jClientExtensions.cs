using System.Diagnostics.Metrics;
using Lab.Hosting.Clients;
using Lab.Hosting.Clients.Neo4j;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds <see cref="Neo4jClient"/> with health check, traces, metrics and resilience.</summary>
public static class LabNeo4jClientExtensions
{
    private const string Section = "Lab:Clients:Neo4j";

    /// <summary>Adds the client as a singleton.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>, and of a child section of <c>Lab:Clients:Neo4j</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureHandler">Changes how connections are made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    /// <exception cref="FormatException">When the client is first used: the connection string is wrong.</exception>
    public static void AddNeo4jClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<Neo4jSettings>? configureSettings = null,
        Action<SocketsHttpHandler>? configureHandler = null) =>
        Add(builder, connectionName, serviceKey: null, configureSettings, configureHandler);

    /// <summary>Adds the client as a singleton with the key <paramref name="name"/>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's key, the name in <c>ConnectionStrings</c>, and of a child section of <c>Lab:Clients:Neo4j</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureHandler">Changes how connections are made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    /// <exception cref="FormatException">When the client is first used: the connection string is wrong.</exception>
    public static void AddKeyedNeo4jClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<Neo4jSettings>? configureSettings = null,
        Action<SocketsHttpHandler>? configureHandler = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Add(builder, name, serviceKey: name, configureSettings, configureHandler);
    }

    private static void Add(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<Neo4jSettings>? configureSettings,
        Action<SocketsHttpHandler>? configureHandler)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var settings = new Neo4jSettings();
        builder.BindSection(Section, connectionName, settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        builder.Services.AddMetrics();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(services => new Neo4jTelemetry(services.GetRequiredService<IMeterFactory>(), services.GetRequiredService<TimeProvider>()));

        // A null key is the unkeyed service.
        builder.Services.AddKeyedSingleton(serviceKey, (services, _) => Create(services, connectionName, settings, configureHandler));

        if (!settings.DisableHealthChecks)
        {
            builder.AddHealthCheckOnce(
                serviceKey is null ? "Neo4j" : $"Neo4j_{connectionName}",
                services => new Neo4jHealthCheck(() => serviceKey is null
                    ? services.GetRequiredService<Neo4jClient>()
                    : services.GetRequiredKeyedService<Neo4jClient>(serviceKey)),
                settings.HealthCheckTimeout > 0 ? TimeSpan.FromMilliseconds(settings.HealthCheckTimeout.Value) : null);
        }

        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddSource(Neo4jTelemetry.Name));
        }

        if (!settings.DisableMetrics)
        {
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(Neo4jTelemetry.Name));
        }
    }

    private static Neo4jClient Create(IServiceProvider services, string connectionName, Neo4jSettings settings, Action<SocketsHttpHandler>? configureHandler)
    {
        var address = Neo4jAddress.Parse(ClientRegistration.Require(settings.ConnectionString, connectionName, Section));
        var handler = TrustedHandler.Create(settings.CertificateAuthority);
        configureHandler?.Invoke(handler);
        return new Neo4jClient(
            new Neo4jTransport(handler, address, settings, services.GetRequiredService<Neo4jTelemetry>(), services.GetRequiredService<TimeProvider>()), address.Database);
    }
}
