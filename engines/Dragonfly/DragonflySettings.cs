using System.Globalization;
using System.Text.RegularExpressions;

namespace Lab.Engines.Dragonfly;

/// <summary>The settings that can be given with <c>--set</c>.</summary>
/// <param name="Memory">The most memory that data may take, in bytes; beyond it the least recently written go.</param>
/// <param name="AlwaysSync">Whether a write is answered only when it is on the disk; else the log is written once a second.</param>
internal sealed partial record DragonflySettings(long Memory, bool AlwaysSync)
{
    private const long DefaultMemory = 256L << 20;
    private const long LeastMemory = 64L << 20;

    /// <exception cref="EngineException">A setting is unknown or its value wrong.</exception>
    public static DragonflySettings Read(IReadOnlyDictionary<string, string> given)
    {
        var settings = new DragonflySettings(DefaultMemory, AlwaysSync: false);
        foreach (var (name, value) in given)
        {
            settings = name switch
            {
                "memory" => settings with { Memory = ReadMemory(value) },
                "fsync" => settings with { AlwaysSync = ReadSync(value) },
                _ => throw new EngineException($"--set {name}: not a setting of this engine; allowed are memory and fsync."),
            };
        }

        return settings;
    }

    private static bool ReadSync(string value) => value switch
    {
        "always" => true,
        "everysec" => false,
        _ => throw new EngineException($"--set fsync={value}: allowed are always and everysec."),
    };

    private static long ReadMemory(string value)
    {
        var match = MemoryPattern().Match(value);
        if (!match.Success || !long.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new EngineException($"--set memory={value}: allowed is a number of MiB or GiB, such as 512m or 2g.");
        }

        var bytes = number << (match.Groups["unit"].Value is "g" or "G" ? 30 : 20);
        return bytes >= LeastMemory
            ? bytes
            : throw new EngineException($"--set memory={value}: allowed is 64m or more.");
    }

    [GeneratedRegex("^(?<number>[0-9]{1,6})(?<unit>[mMgG])$", RegexOptions.CultureInvariant)]
    private static partial Regex MemoryPattern();
}
