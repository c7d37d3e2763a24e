using System.Globalization;

namespace Lab.Engines.ObjectStore;

/// <summary>The settings that can be given with <c>--set</c>.</summary>
/// <param name="GlacierTimeScale">
/// What retrieval times are multiplied by, above 0: 1 is as S3 documents them (a standard retrieval takes 4 hours), 0.0001 makes it 1.4 s.
/// Days of a restored copy and of lifecycle rules are scaled by it, too.
/// </param>
/// <param name="Tls">Whether it speaks TLS with the lab's certificate; plain HTTP is for comparisons only.</param>
internal sealed record ObjectStoreSettings(double GlacierTimeScale, bool Tls)
{
    /// <exception cref="EngineException">A setting is unknown or its value wrong.</exception>
    public static ObjectStoreSettings Read(IReadOnlyDictionary<string, string> given)
    {
        var settings = new ObjectStoreSettings(1, Tls: true);
        foreach (var (name, value) in given)
        {
            settings = name switch
            {
                "glacier-time-scale" => settings with { GlacierTimeScale = ReadScale(value) },
                "tls" => settings with { Tls = ReadTls(value) },
                _ => throw new EngineException($"--set {name}: not a setting of this engine; allowed are glacier-time-scale and tls."),
            };
        }

        return settings;
    }

    private static double ReadScale(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && scale is > 0 and <= 1
            ? scale
            : throw new EngineException($"--set glacier-time-scale={value}: allowed is a number above 0 and up to 1.");

    private static bool ReadTls(string value) => value switch
    {
        "on" => true,
        "off" => false,
        _ => throw new EngineException($"--set tls={value}: allowed are on and off."),
    };
}
