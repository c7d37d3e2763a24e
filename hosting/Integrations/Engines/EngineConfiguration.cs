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
