using System.Globalization;

namespace Lab.Model.Profiles;

/// <summary>Amounts as PostgreSQL writes them: a number and a unit, which may be a multiple such as <c>8kB</c>.</summary>
internal static class PostgreSqlQuantity
{
    private static readonly Dictionary<string, decimal> Units = new(StringComparer.Ordinal)
    {
        ["B"] = 1,
        ["kB"] = 1L << 10,
        ["MB"] = 1L << 20,
        ["GB"] = 1L << 30,
        ["TB"] = 1L << 40,
        ["us"] = 0.001m,
        ["ms"] = 1,
        ["s"] = 1_000,
        ["min"] = 60_000,
        ["h"] = 3_600_000,
        ["d"] = 86_400_000,
    };

    /// <summary>Brings an amount into bytes, milliseconds or its plain number. Negative numbers are words (-1 is "none") and have no unit.</summary>
    public static bool TryParse(string value, string? unit, out decimal amount)
    {
        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out amount))
        {
            return false;
        }

        if (amount < 0 || string.IsNullOrEmpty(unit))
        {
            return true;
        }

        var name = unit.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var multiple = name.Length == unit.Length ? 1 : decimal.Parse(unit[..^name.Length], CultureInfo.InvariantCulture);
        if (!Units.TryGetValue(name, out var factor))
        {
            return false;
        }

        amount *= multiple * factor;
        return true;
    }
}
