using System.Globalization;
using Lab.Model.Systems;
using Lab.ServiceDefaults.Databases;
using Lab.ServiceDefaults.Engines;
using StackExchange.Redis;

namespace Lab.Catalog.Systems.Engines;

/// <summary>Asks DragonflyDB, or whatever else speaks Redis's protocol, by INFO.</summary>
internal sealed class DragonflyProbe(IServiceProvider services, TimeProvider time) : IEngineProbe, IEngineRegistration
{
    /// <summary>The first of these that a server reports is its version: a stand-in also reports the Redis version that it is like.</summary>
    private static readonly string[] VersionKeys = ["dragonfly_version", "garnet_version", "redis_version"];

    public static string Engine => EngineNames.Dragonfly;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system) =>
        builder.AddKeyedRedisClient(system.Name, settings => settings.DisableHealthChecks = true, options =>
        {
            options.ConnectTimeout = (int)Observer.Patience.TotalMilliseconds;
            // The client counts INFO as administration.
            options.AllowAdmin = true;
            options.BacklogPolicy = BacklogPolicy.FailFast;
            if (LabTrust.AuthorityOf(builder.Configuration, system.Name) is { } authority)
            {
                options.TrustIssuer(authority);
            }
        });

    public async Task<Facts> ObserveAsync(DatabaseSystem system, CancellationToken cancellationToken)
    {
        var redis = services.GetRequiredKeyedService<IConnectionMultiplexer>(system.Name);
        var server = redis.GetServer(redis.GetEndPoints()[0]);
        var info = (await server.InfoAsync().WaitAsync(cancellationToken)).SelectMany(section => section).DistinctBy(pair => pair.Key).ToDictionary(StringComparer.Ordinal);

        var versionKey = VersionKeys.FirstOrDefault(info.ContainsKey);
        var databases = info.Where(pair => pair.Key.StartsWith("db", StringComparison.Ordinal) && pair.Value.StartsWith("keys=", StringComparison.Ordinal)).ToList();
        return new Facts(
            versionKey is null ? null : $"{versionKey[..versionKey.IndexOf('_', StringComparison.Ordinal)]} {info[versionKey]}",
            Number(info, "uptime_in_seconds") is { } uptime ? time.GetUtcNow().AddSeconds(-uptime) : null,
            Number(info, "used_memory"),
            [.. databases.Select(pair => new LiveDatabase(pair.Key, null))])
        {
            Details = databases.ToDictionary(pair => pair.Key, pair => pair.Value),
        };
    }

    private static long? Number(Dictionary<string, string> info, string key) =>
        long.TryParse(info.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
