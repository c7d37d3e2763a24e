using Aspire.MongoDB.Driver;
using Lab.Hosting.EmbeddedClients;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MongoDB.Driver;
using MongoDB.Driver.Core.Configuration;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds <see cref="IMongoClient"/>, and <see cref="IMongoDatabase"/> where the connection string names one, with health check and traces.</summary>
public static class AspireMongoDBDriverExtensions
{
    private const string Section = "Aspire:MongoDB:Driver";

    /// <summary>Adds the client as a singleton.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>, and of a child section of <c>Aspire:MongoDB:Driver</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureClientSettings">Changes the driver's own settings before the client is made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    public static void AddMongoDBClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<MongoDBSettings>? configureSettings = null,
        Action<MongoClientSettings>? configureClientSettings = null) =>
        Add(builder, connectionName, serviceKey: null, configureSettings, configureClientSettings);

    /// <summary>Adds the client as a singleton with the key <paramref name="name"/>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's key, the name in <c>ConnectionStrings</c>, and of a child section of <c>Aspire:MongoDB:Driver</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureClientSettings">Changes the driver's own settings before the client is made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    public static void AddKeyedMongoDBClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<MongoDBSettings>? configureSettings = null,
        Action<MongoClientSettings>? configureClientSettings = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Add(builder, name, serviceKey: name, configureSettings, configureClientSettings);
    }

    private static void Add(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<MongoDBSettings>? configureSettings,
        Action<MongoClientSettings>? configureClientSettings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var settings = new MongoDBSettings();
        builder.BindSection(Section, connectionName, settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        // A null key is the unkeyed service.
        builder.Services.AddKeyedSingleton<IMongoClient>(serviceKey, (services, _) =>
            CreateClient(services, connectionName, settings, configureClientSettings));

        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddSource(MongoTelemetry.ActivitySourceName));
        }

        if (string.IsNullOrWhiteSpace(settings.ConnectionString))
        {
            return;
        }

        var database = MongoUrl.Create(settings.ConnectionString).DatabaseName;
        if (!string.IsNullOrWhiteSpace(database))
        {
            builder.Services.AddKeyedSingleton<IMongoDatabase>(serviceKey, (services, _) => Client(services, serviceKey).GetDatabase(database));
        }

        if (!settings.DisableHealthChecks)
        {
            builder.AddHealthCheckOnce(
                serviceKey is null ? "MongoDB.Driver" : $"MongoDB.Driver_{connectionName}",
                services => new MongoDBHealthCheck(Client(services, serviceKey), database),
                settings.HealthCheckTimeout > 0 ? TimeSpan.FromMilliseconds(settings.HealthCheckTimeout.Value) : null);
        }
    }

    private static IMongoClient Client(IServiceProvider services, string? serviceKey) =>
        serviceKey is null ? services.GetRequiredService<IMongoClient>() : services.GetRequiredKeyedService<IMongoClient>(serviceKey);

    private static MongoClient CreateClient(
        IServiceProvider services, string connectionName, MongoDBSettings settings, Action<MongoClientSettings>? configureClientSettings)
    {
        var client = MongoClientSettings.FromConnectionString(ClientRegistration.Require(settings.ConnectionString, connectionName, Section));
        client.TracingOptions = new TracingOptions { Disabled = settings.DisableTracing };
        configureClientSettings?.Invoke(client);
        client.LoggingSettings ??= new LoggingSettings(services.GetService<ILoggerFactory>());
        return new MongoClient(client);
    }
}
