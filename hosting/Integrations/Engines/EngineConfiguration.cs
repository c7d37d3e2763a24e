using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>Reads <c>Lab:Engines</c> and, for one system, <c>Lab:Engines:NAME</c>.</summary>
internal static class EngineConfiguration
{
    public const string Key = "Lab:Engines";

    private static readonly Dictionary<string, EngineMode> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["auto"] = EngineMode.Auto,
        ["embedded"] = EngineMode.Embedded,
        ["containers"] = EngineMode.Containers,
    };

    /// <summary>Refuses a setting for a system that there is not: a misspelt name must not pass for one that is left as it is.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="systems">The systems that may be chosen for.</param>
    /// <exception cref="DistributedApplicationException">A setting names none of them.</exception>
    public static void Check(IConfiguration configuration, IReadOnlyCollection<string> systems)
    {
        if (configuration.GetSection(Key).GetChildren().FirstOrDefault(own => !systems.Contains(own.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new DistributedApplicationException($"{unknown.Path} names no system that can run embedded; allowed are {string.Join(", ", systems.Select(system => $"{Key}:{system}"))}.");
        }
    }

    /// <returns>The mode and the setting that it comes from, for example <c>Lab:Engines:milvus=embedded</c>.</returns>
    /// <exception cref="DistributedApplicationException">The value is none of the allowed ones.</exception>
    public static (EngineMode Mode, string Setting) Read(IConfiguration configuration, string system)
    {
        var own = $"{Key}:{system}";
        var key = configuration[own] is not null ? own : Key;
        var value = configuration[key];
        if (string.IsNullOrWhiteSpace(value))
        {
            return (EngineMode.Auto, $"{Key}=auto");
        }

        return Words.TryGetValue(value.Trim(), out var mode)
            ? (mode, $"{key}={value.Trim().ToLowerInvariant()}")
            : throw new DistributedApplicationException($"{key} is '{value}'; allowed are {string.Join(", ", Words.Keys)}.");
    }
}
