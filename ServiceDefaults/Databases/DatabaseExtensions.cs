using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Lab.ServiceDefaults.Databases;

/// <summary>Adds the databases that a service uses.</summary>
public static class DatabaseExtensions
{
    private const int DefaultPatienceSeconds = 120;

    /// <summary>
    /// Adds the database that the service owns, as <see cref="ServiceDatabase"/>: migrated at start with the <c>.sql</c>
    /// files embedded in <paramref name="migrations"/>, in the order of their names. <c>Lab:MigrationPatience</c> is how
    /// long a server that is away is waited for, in seconds (120).
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="name">The name in <c>ConnectionStrings</c>.</param>
    /// <param name="migrations">The assembly that holds the scripts.</param>
    /// <exception cref="ServiceConfigurationException">There is no connection string of that name, or it is malformed.</exception>
    public static void AddServiceDatabase(this IHostApplicationBuilder builder, string name, Assembly migrations)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var given = builder.Configuration.GetConnectionString(name);
        if (string.IsNullOrWhiteSpace(given))
        {
            throw new ServiceConfigurationException($"ConnectionStrings__{name} is missing: the service keeps its data in the database {name}.");
        }

        string connectionString;
        try
        {
            connectionString = PostgresConnection.Complete(name, given, builder.Configuration, builder.Environment.ApplicationName);
        }
        catch (ArgumentException exception)
        {
            throw new ServiceConfigurationException($"ConnectionStrings__{name} is no connection string of PostgreSQL: {exception.Message}");
        }

        builder.AddNpgsqlDataSource(name, settings => settings.ConnectionString = connectionString);
        builder.Services.AddSingleton(services => new ServiceDatabase(
            name, services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(new MigrationSettings(
            migrations,
            connectionString,
            TimeSpan.FromSeconds(builder.Configuration.GetValue("Lab:MigrationPatience", DefaultPatienceSeconds)),
            TimeSpan.FromSeconds(0.25)));
        builder.Services.AddHostedService<MigrationService>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseReadyCheck>("schema");
    }

    /// <summary>
    /// Adds a PostgreSQL server that the service looks at, as a keyed <see cref="NpgsqlDataSource"/> that connects anew each time.
    /// It takes no part in the service's health: a server that is down is what such a service reports.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="system">The system's name in <c>ConnectionStrings</c>; resolving it throws where that is absent.</param>
    public static void AddSystemDataSource(this IHostApplicationBuilder builder, string system)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddKeyedNpgsqlDataSource(system, settings =>
        {
            settings.DisableHealthChecks = true;
            if (!string.IsNullOrWhiteSpace(settings.ConnectionString))
            {
                var connection = new NpgsqlConnectionStringBuilder(
                    PostgresConnection.Complete(system, settings.ConnectionString, builder.Configuration, builder.Environment.ApplicationName))
                {
                    // A pooled connection would tell of the server that was there before a restart.
                    Pooling = false,
                    Timeout = 5,
                };
                settings.ConnectionString = connection.ConnectionString;
            }
        });
    }
}
