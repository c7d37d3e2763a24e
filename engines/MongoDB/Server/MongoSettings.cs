using System.Globalization;

namespace Lab.Engines.MongoDB.Server;

/// <summary>The settings that can be given with <c>--set</c>.</summary>
/// <param name="TtlInterval">How often expired documents are removed.</param>
/// <param name="CursorTimeout">After what time without use a cursor is closed.</param>
internal sealed record MongoSettings(TimeSpan TtlInterval, TimeSpan CursorTimeout)
{
    private const int MaxSeconds = 86_400;

    /// <exception cref="EngineException">A setting is unknown or its value wrong.</exception>
    public static MongoSettings Read(IReadOnlyDictionary<string, string> given)
    {
        var settings = new MongoSettings(TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(10));
        foreach (var (name, value) in given)
        {
            settings = name switch
            {
                "ttl-interval" => settings with { TtlInterval = Seconds(name, value) },
                "cursor-timeout" => settings with { CursorTimeout = Seconds(name, value) },
                _ => throw new EngineException($"--set {name}: not a setting of this engine; allowed are ttl-interval and cursor-timeout."),
            };
        }

        return settings;
    }

    private static TimeSpan Seconds(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new EngineException($"--set {name}={value}: allowed are 1 to {MaxSeconds} seconds.");
}
