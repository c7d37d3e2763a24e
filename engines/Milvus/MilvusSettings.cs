using System.Globalization;
using System.Text.RegularExpressions;

namespace Lab.Engines.Milvus;

/// <summary>The settings that can be given with <c>--set</c>.</summary>
/// <param name="Memory">The most memory that rows may take, in bytes; an insert beyond it is refused.</param>
internal sealed partial record MilvusSettings(long Memory)
{
    private const long DefaultMemory = 1L << 30;
    private const long LeastMemory = 16L << 20;

    /// <exception cref="EngineException">A setting is unknown or its value wrong.</exception>
    public static MilvusSettings Read(IReadOnlyDictionary<string, string> given)
    {
        var settings = new MilvusSettings(DefaultMemory);
        foreach (var (name, value) in given)
        {
            settings = name switch
            {
                "memory" => new MilvusSettings(ReadMemory(value)),
                _ => throw new EngineException($"--set {name}: not a setting of this engine; allowed is memory."),
            };
        }

        return settings;
    }

    private static long ReadMemory(string value)
    {
        var match = MemoryPattern().Match(value);
        if (!match.Success)
        {
            throw new EngineException($"--set memory={value}: allowed is a number of MiB or GiB, such as 512m or 2g.");
        }

        var number = long.Parse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture);
        var bytes = number << (match.Groups["unit"].Value is "g" or "G" ? 30 : 20);
        return bytes >= LeastMemory
            ? bytes
            : throw new EngineException($"--set memory={value}: allowed is 16m or more.");
    }

    [GeneratedRegex("^(?<number>[0-9]{1,6})(?<unit>[mMgG])$", RegexOptions.CultureInvariant)]
    private static partial Regex MemoryPattern();
}
