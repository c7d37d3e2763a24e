using Aspire.StackExchange.Redis;
using Lab.Hosting.EmbeddedClients;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds <see cref="IConnectionMultiplexer"/> with health check and traces.</summary>
public static class AspireRedisExtensions
{
    private const string Section = "Aspire:StackExchange:Redis";

    /// <summary>Adds the connection as a singleton.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>, and of a child section of <c>Aspire:StackExchange:Redis</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureOptions">Changes the connection's options before it is opened.</param>
    /// <exception cref="InvalidOperationException">When the connection is first used: no endpoint is configured.</exception>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null) =>
        AddRedisClientBuilder(builder, connectionName, configureSettings, configureOptions);

    /// <summary>As <see cref="AddRedisClient"/>, and returns what further extensions build on.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>, and of a child section of <c>Aspire:StackExchange:Redis</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureOptions">Changes the connection's options before it is opened.</param>
    public static AspireRedisClientBuilder AddRedisClientBuilder(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null) =>
        Add(builder, connectionName, serviceKey: null, configureSettings, configureOptions);

    /// <summary>Adds the connection as a singleton with the key <paramref name="name"/>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's key, the name in <c>ConnectionStrings</c>, and of a child section of <c>Aspire:StackExchange:Redis</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureOptions">Changes the connection's options before it is opened.</param>
    public static void AddKeyedRedisClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null) =>
        AddKeyedRedisClientBuilder(builder, name, configureSettings, configureOptions);

    /// <summary>As <see cref="AddKeyedRedisClient"/>, and returns what further extensions build on.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's key, the name in <c>ConnectionStrings</c>, and of a child section of <c>Aspire:StackExchange:Redis</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureOptions">Changes the connection's options before it is opened.</param>
    public static AspireRedisClientBuilder AddKeyedRedisClientBuilder(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(builder, name, serviceKey: name, configureSettings, configureOptions);
    }

    private static AspireRedisClientBuilder Add(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<StackExchangeRedisSettings>? configureSettings,
        Action<ConfigurationOptions>? configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var settings = new StackExchangeRedisSettings();
        builder.BindSection(Section, connectionName, settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        var optionsName = serviceKey ?? Options.Options.DefaultName;
        var section = builder.Configuration.GetSection(Section);
        builder.Services.AddKeyedSingleton(optionsName, new RedisConnectionString(settings.ConnectionString));
        builder.Services.TryAddTransient<IOptionsFactory<ConfigurationOptions>, RedisOptionsFactory>();
        builder.Services.Configure<ConfigurationOptions>(optionsName, options =>
        {
            section.GetSection(nameof(ConfigurationOptions)).Bind(options);
            section.GetSection(connectionName).GetSection(nameof(ConfigurationOptions)).Bind(options);
            configureOptions?.Invoke(options);
        });

        builder.Services.AddKeyedSingleton<IConnectionMultiplexer>(serviceKey, (services, _) =>
            Connect(services, optionsName, connectionName, traced: !settings.DisableTracing));

        if (!settings.DisableAutoActivation)
        {
            builder.Services.AddSingleton<IHostedService>(services => new RedisActivation(services, serviceKey));
        }

        if (!settings.DisableTracing && builder.Properties.TryAdd(RedisTracing.SourceName, true))
        {
            builder.Services.TryAddSingleton(TimeProvider.System);
            builder.Services.AddSingleton<RedisTracing>();
            builder.Services.AddHostedService(services => services.GetRequiredService<RedisTracing>());
            builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddSource(RedisTracing.SourceName));
        }

        if (!settings.DisableHealthChecks)
        {
            builder.AddHealthCheckOnce(
                serviceKey is null ? "StackExchange.Redis" : $"StackExchange.Redis_{connectionName}",
                services => new RedisHealthCheck(() => serviceKey is null
                    ? services.GetRequiredService<IConnectionMultiplexer>()
                    : services.GetRequiredKeyedService<IConnectionMultiplexer>(serviceKey)));
        }

        return new AspireRedisClientBuilder(builder, settings, serviceKey);
    }

    private static ConnectionMultiplexer Connect(IServiceProvider services, string optionsName, string connectionName, bool traced)
    {
        var options = services.GetRequiredService<IOptionsMonitor<ConfigurationOptions>>().Get(optionsName);
        if (options.EndPoints.Count == 0)
        {
            throw new InvalidOperationException(
                $"No endpoints specified. Ensure a valid connection string was provided in 'ConnectionStrings:{connectionName}' or for the '{Section}:ConnectionString' configuration key.");
        }

        options.LoggerFactory ??= services.GetService<ILoggerFactory>();
        var connection = ConnectionMultiplexer.Connect(options);
        if (traced)
        {
            services.GetService<RedisTracing>()?.Attach(connection);
        }

        return connection;
    }
}
