using System.Globalization;
using System.Text.RegularExpressions;

namespace Lab.Model.Values;

/// <summary>An amount of memory or storage.</summary>
/// <param name="Bytes">The amount in bytes, not negative.</param>
public readonly partial record struct ByteSize(long Bytes) : IComparable<ByteSize>
{
    /// <summary>How a size is written, for error messages.</summary>
    public const string Form = "a size such as \"48 GiB\" (KiB, MiB, GiB, TiB; kB, MB, GB, TB)";

    /// <summary>The amount in MiB, rounded down.</summary>
    public long Mebibytes => Bytes >> 20;

    /// <summary>The amount in GiB.</summary>
    public double Gibibytes => Bytes / (double)(1L << 30);

    /// <summary>A size of so many MiB.</summary>
    /// <param name="mebibytes">MiB, not negative.</param>
    /// <returns>The size.</returns>
    public static ByteSize FromMebibytes(long mebibytes) => new(checked(mebibytes << 20));

    /// <summary>A size of so many GiB.</summary>
    /// <param name="gibibytes">GiB, not negative.</param>
    /// <returns>The size.</returns>
    public static ByteSize FromGibibytes(double gibibytes) => new(checked((long)(gibibytes * (1L << 30))));

    /// <summary>Reads a size as <see cref="Form"/> says.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The size, where the text is one.</param>
    /// <returns>Whether the text is a size above zero.</returns>
    public static bool TryParse(string? text, out ByteSize size)
    {
        size = default;
        if (text is null || Pattern().Match(text) is not { Success: true } match
            || !decimal.TryParse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var bytes = number * Unit(match.Groups["unit"].Value);
        if (bytes is < 1 or > long.MaxValue)
        {
            return false;
        }

        size = new ByteSize((long)bytes);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>The size in the largest binary unit that keeps it whole or nearly so, for example <c>48 GiB</c>.</summary>
    /// <returns>A text that <see cref="TryParse"/> reads.</returns>
    public override string ToString()
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var unit = 0;
        decimal number = Bytes;
        while (number >= 1024 && unit < units.Length - 1)
        {
            number /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{number:0.##} {units[unit]}");
    }

    /// <summary>Whether one size is smaller than another.</summary>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Whether one size is larger than another.</summary>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Whether one size is no larger than another.</summary>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Whether one size is no smaller than another.</summary>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    private static decimal Unit(string unit) => unit switch
    {
        "B" => 1,
        "KiB" => 1L << 10,
        "MiB" => 1L << 20,
        "GiB" => 1L << 30,
        "TiB" => 1L << 40,
        "kB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        _ => 1_000_000_000_000,
    };

    [GeneratedRegex(@"^(?<number>[0-9]{1,15}(\.[0-9]{1,3})?) ?(?<unit>B|[KMGT]iB|[kMGT]B)$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
