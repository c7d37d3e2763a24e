using System.Diagnostics.Metrics;
using Lab.Hosting.Clients;
using Lab.Hosting.Clients.Milvus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds <see cref="MilvusClient"/> with health check, traces, metrics and resilience.</summary>
public static class LabMilvusClientExtensions
{
    private const string Section = "Lab:Clients:Milvus";

    /// <summary>Adds the client as a singleton.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>, and of a child section of <c>Lab:Clients:Milvus</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureHandler">Changes how connections are made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    /// <exception cref="FormatException">When the client is first used: the connection string is wrong.</exception>
    public static void AddMilvusClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<MilvusSettings>? configureSettings = null,
        Action<SocketsHttpHandler>? configureHandler = null) =>
        Add(builder, connectionName, serviceKey: null, configureSettings, configureHandler);

    /// <summary>Adds the client as a singleton with the key <paramref name="name"/>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's key, the name in <c>ConnectionStrings</c>, and of a child section of <c>Lab:Clients:Milvus</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureHandler">Changes how connections are made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    /// <exception cref="FormatException">When the client is first used: the connection string is wrong.</exception>
    public static void AddKeyedMilvusClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<MilvusSettings>? configureSettings = null,
        Action<SocketsHttpHandler>? configureHandler = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Add(builder, name, serviceKey: name, configureSettings, configureHandler);
    }

    private static void Add(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<MilvusSettings>? configureSettings,
        Action<SocketsHttpHandler>? configureHandler)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var settings = new MilvusSettings();
        builder.BindSection(Section, connectionName, settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        builder.Services.AddMetrics();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(services => new MilvusTelemetry(services.GetRequiredService<IMeterFactory>(), services.GetRequiredService<TimeProvider>()));

        // A null key is the unkeyed service.
        builder.Services.AddKeyedSingleton(serviceKey, (services, _) => Create(services, connectionName, settings, configureHandler));

        if (!settings.DisableHealthChecks)
        {
            builder.AddHealthCheckOnce(
                serviceKey is null ? "Milvus" : $"Milvus_{connectionName}",
                services => new MilvusHealthCheck(() => serviceKey is null
                    ? services.GetRequiredService<MilvusClient>()
                    : services.GetRequiredKeyedService<MilvusClient>(serviceKey)),
                settings.HealthCheckTimeout > 0 ? TimeSpan.FromMilliseconds(settings.HealthCheckTimeout.Value) : null);
        }

        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddSource(MilvusTelemetry.Name));
        }

        if (!settings.DisableMetrics)
        {
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(MilvusTelemetry.Name));
        }
    }

    private static MilvusClient Create(IServiceProvider services, string connectionName, MilvusSettings settings, Action<SocketsHttpHandler>? configureHandler)
    {
        var address = MilvusAddress.Parse(ClientRegistration.Require(settings.ConnectionString, connectionName, Section));
        var handler = TrustedHandler.Create(settings.CertificateAuthority);
        configureHandler?.Invoke(handler);
        return new MilvusClient(
            new MilvusTransport(handler, address, settings, services.GetRequiredService<MilvusTelemetry>(), services.GetRequiredService<TimeProvider>()), services.GetRequiredService<TimeProvider>());
    }
}
