using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Lab.Engines.Chroma;

/// <summary>The server's configuration file (YAML).</summary>
internal static class ChromaConfiguration
{
    /// <summary>Writes where the server listens and keeps its data, and the given settings.</summary>
    /// <exception cref="EngineException">A setting is unknown or its value wrong.</exception>
    public static string Create(int port, string data, IReadOnlyDictionary<string, string> settings)
    {
        var text = new StringBuilder()
            .AppendLine("# Written at each start.")
            .AppendLine(CultureInfo.InvariantCulture, $"port: {port}")
            .AppendLine("listen_address: \"127.0.0.1\"")
            // A string of JSON is one of YAML.
            .AppendLine(CultureInfo.InvariantCulture, $"persist_path: {JsonSerializer.Serialize(data)}");
        foreach (var (name, value) in settings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {Check(name, value)}");
        }

        return text.ToString();
    }

    private static string Check(string name, string value) => name switch
    {
        "allow_reset" when value is "true" or "false" => value,
        "allow_reset" => throw new EngineException($"--set {name}={value}: allowed are true and false."),
        "max_payload_size_bytes" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0 => value,
        "max_payload_size_bytes" => throw new EngineException($"--set {name}={value}: allowed is a number of bytes above 0."),
        _ => throw new EngineException($"--set {name}: not a setting of this engine; allowed are allow_reset and max_payload_size_bytes."),
    };
}
