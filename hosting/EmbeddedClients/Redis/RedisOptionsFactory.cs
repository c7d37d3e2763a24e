using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Lab.Hosting.EmbeddedClients;

/// <summary>
/// Starts from the connection string, on which the configuration sections and the application's own changes are then laid.
/// </summary>
internal sealed class RedisOptionsFactory(
    IServiceProvider services,
    IEnumerable<IConfigureOptions<ConfigurationOptions>> setups,
    IEnumerable<IPostConfigureOptions<ConfigurationOptions>> postConfigures,
    IEnumerable<IValidateOptions<ConfigurationOptions>> validations)
    : OptionsFactory<ConfigurationOptions>(setups, postConfigures, validations)
{
    protected override ConfigurationOptions CreateInstance(string name)
    {
        var connectionString = services.GetKeyedService<RedisConnectionString>(name)?.Value;
        var options = connectionString is null ? new ConfigurationOptions() : ConfigurationOptions.Parse(connectionString);
        if (options.Defaults.GetType() == typeof(global::StackExchange.Redis.Configuration.DefaultOptionsProvider))
        {
            options.Defaults = new RedisDefaults();
        }

        return options;
    }
}
