using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Clients;

/// <summary>What the clients have in common: where settings come from, and one health check per name.</summary>
internal static class ClientRegistration
{
    /// <summary>Adds a client as a singleton, with its health check, traces and metrics.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="kind">The kind of client.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>, and of a child of the client's section.</param>
    /// <param name="serviceKey">The service's key; <see langword="null"/> for none.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureHandler">Changes how connections are made.</param>
    public static void AddClient<TClient, TSettings, TTelemetry>(
        this IHostApplicationBuilder builder,
        ClientDescription<TClient, TSettings, TTelemetry> kind,
        string connectionName,
        string? serviceKey,
        Action<TSettings>? configureSettings,
        Action<SocketsHttpHandler>? configureHandler)
        where TClient : class
        where TSettings : ClientSettings, new()
        where TTelemetry : ClientTelemetry
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var section = $"Lab:Clients:{kind.Name}";
        var settings = new TSettings();
        builder.BindSection(section, connectionName, settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        builder.Services.AddMetrics();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<TTelemetry>();

        // A null key is the unkeyed service.
        builder.Services.AddKeyedSingleton(serviceKey, (services, _) => kind.Create(new ClientParts<TSettings, TTelemetry>(
            Require(settings.ConnectionString, connectionName, section),
            () =>
            {
                var handler = TrustedHandler.Create(settings.CertificateAuthority);
                configureHandler?.Invoke(handler);
                return handler;
            },
            settings,
            services.GetRequiredService<TTelemetry>(),
            services.GetRequiredService<TimeProvider>())));

        if (!settings.DisableHealthChecks)
        {
            builder.AddHealthCheckOnce(
                serviceKey is null ? kind.Name : $"{kind.Name}_{connectionName}",
                services => new ClientHealthCheck<TClient>(
                    () => serviceKey is null ? services.GetRequiredService<TClient>() : services.GetRequiredKeyedService<TClient>(serviceKey), kind.Ask),
                settings.HealthCheckTimeout > 0 ? TimeSpan.FromMilliseconds(settings.HealthCheckTimeout.Value) : null);
        }

        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddSource(kind.TelemetryName));
        }

        if (!settings.DisableMetrics)
        {
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(kind.TelemetryName));
        }
    }

    /// <summary>Binds <paramref name="section"/>, then its child <paramref name="connectionName"/>, which wins.</summary>
    private static void BindSection(this IHostApplicationBuilder builder, string section, string connectionName, object settings)
    {
        var general = builder.Configuration.GetSection(section);
        general.Bind(settings);
        general.GetSection(connectionName).Bind(settings);
    }

    /// <summary>Adds the check unless one of that name is there: the same client may be asked for twice.</summary>
    private static void AddHealthCheckOnce(this IHostApplicationBuilder builder, string name, Func<IServiceProvider, IHealthCheck> check, TimeSpan? timeout)
    {
        if (builder.Properties.TryAdd($"Lab.HealthChecks.{name}", true))
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(name, check, failureStatus: null, tags: null, timeout));
        }
    }

    /// <exception cref="InvalidOperationException">The connection string is missing.</exception>
    private static string Require(string? connectionString, string connectionName, string section) =>
        string.IsNullOrWhiteSpace(connectionString)
            ? throw new InvalidOperationException(
                $"ConnectionString is missing. It should be provided in 'ConnectionStrings:{connectionName}' or under the 'ConnectionString' key in '{section}' configuration section.")
            : connectionString;
}
