using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Clients;

/// <summary>What the clients have in common: where settings come from, and one health check per name.</summary>
internal static class ClientRegistration
{
    /// <summary>Binds <paramref name="section"/>, then its child <paramref name="connectionName"/>, which wins.</summary>
    public static void BindSection(this IHostApplicationBuilder builder, string section, string connectionName, object settings)
    {
        var general = builder.Configuration.GetSection(section);
        general.Bind(settings);
        general.GetSection(connectionName).Bind(settings);
    }

    /// <summary>Adds the check unless one of that name is there: the same client may be asked for twice.</summary>
    public static void AddHealthCheckOnce(this IHostApplicationBuilder builder, string name, Func<IServiceProvider, IHealthCheck> check, TimeSpan? timeout)
    {
        if (builder.Properties.TryAdd($"Lab.HealthChecks.{name}", true))
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(name, check, failureStatus: null, tags: null, timeout));
        }
    }

    /// <exception cref="InvalidOperationException">The connection string is missing.</exception>
    public static string Require(string? connectionString, string connectionName, string section) =>
        string.IsNullOrWhiteSpace(connectionString)
            ? throw new InvalidOperationException(
                $"ConnectionString is missing. It should be provided in 'ConnectionStrings:{connectionName}' or under the 'ConnectionString' key in '{section}' configuration section.")
            : connectionString;
}
