using System.Diagnostics.Metrics;
using Lab.Hosting.Clients;
using Lab.Hosting.Clients.Chroma;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds <see cref="ChromaClient"/> with health check, traces, metrics and resilience.</summary>
public static class LabChromaClientExtensions
{
    private const string Section = "Lab:Clients:Chroma";

    /// <summary>Adds the client as a singleton.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>, and of a child section of <c>Lab:Clients:Chroma</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureHandler">Changes how connections are made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    /// <exception cref="FormatException">When the client is first used: the connection string is wrong.</exception>
    public static void AddChromaClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<ChromaSettings>? configureSettings = null,
        Action<SocketsHttpHandler>? configureHandler = null) =>
        Add(builder, connectionName, serviceKey: null, configureSettings, configureHandler);

    /// <summary>Adds the client as a singleton with the key <paramref name="name"/>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's key, the name in <c>ConnectionStrings</c>, and of a child section of <c>Lab:Clients:Chroma</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureHandler">Changes how connections are made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    /// <exception cref="FormatException">When the client is first used: the connection string is wrong.</exception>
    public static void AddKeyedChromaClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<ChromaSettings>? configureSettings = null,
        Action<SocketsHttpHandler>? configureHandler = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Add(builder, name, serviceKey: name, configureSettings, configureHandler);
    }

    private static void Add(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<ChromaSettings>? configureSettings,
        Action<SocketsHttpHandler>? configureHandler)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var settings = new ChromaSettings();
        builder.BindSection(Section, connectionName, settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        builder.Services.AddMetrics();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(services => new ChromaTelemetry(services.GetRequiredService<IMeterFactory>(), services.GetRequiredService<TimeProvider>()));

        // A null key is the unkeyed service.
        builder.Services.AddKeyedSingleton(serviceKey, (services, _) => Create(services, connectionName, settings, configureHandler));

        if (!settings.DisableHealthChecks)
        {
            builder.AddHealthCheckOnce(
                serviceKey is null ? "Chroma" : $"Chroma_{connectionName}",
                services => new ChromaHealthCheck(() => serviceKey is null
                    ? services.GetRequiredService<ChromaClient>()
                    : services.GetRequiredKeyedService<ChromaClient>(serviceKey)),
                settings.HealthCheckTimeout > 0 ? TimeSpan.FromMilliseconds(settings.HealthCheckTimeout.Value) : null);
        }

        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddSource(ChromaTelemetry.Name));
        }

        if (!settings.DisableMetrics)
        {
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(ChromaTelemetry.Name));
        }
    }

    private static ChromaClient Create(IServiceProvider services, string connectionName, ChromaSettings settings, Action<SocketsHttpHandler>? configureHandler)
    {
        var address = ChromaAddress.Parse(ClientRegistration.Require(settings.ConnectionString, connectionName, Section));
        var handler = TrustedHandler.Create(settings.CertificateAuthority);
        configureHandler?.Invoke(handler);
        return new ChromaClient(
            new ChromaTransport(handler, address.Endpoint, settings, services.GetRequiredService<ChromaTelemetry>(), services.GetRequiredService<TimeProvider>()), address);
    }
}
