using System.Text.Json.Serialization;

namespace Lab.Benchmarks;

/// <summary>One result.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The median over the runs.</param>
/// <param name="Unit">The unit of <paramref name="Value"/>.</param>
/// <param name="Against">What it was compared with, with its version.</param>
/// <param name="Ratio">Above 1: better than what it is compared with.</param>
/// <param name="Runs">How many runs were counted.</param>
/// <param name="Spread">The largest minus the smallest value, in the same unit.</param>
internal sealed record Measure(
    [property: JsonPropertyName("measure")] string Name,
    [property: JsonPropertyName("value")] double Value,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("against")] string? Against,
    [property: JsonPropertyName("ratio")] double? Ratio,
    [property: JsonPropertyName("runs")] int Runs,
    [property: JsonPropertyName("spread")] double Spread)
{
    /// <summary>Sums up the values of several runs.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static Measure Of(string name, IReadOnlyCollection<double> values, string unit)
    {
        if (values.Count == 0)
        {
            throw new ArgumentException("Nothing was measured.", nameof(values));
        }

        var sorted = values.Order().ToArray();
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return new Measure(name, Math.Round(median, 3), unit, null, null, sorted.Length, Math.Round(sorted[^1] - sorted[0], 3));
    }

    /// <summary>The same, compared with the values of something else, measured in turn with it.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="values">The values.</param>
    /// <param name="others">The values of what it is compared with.</param>
    /// <param name="unit">The unit of both.</param>
    /// <param name="against">What it is compared with, with its version.</param>
    /// <param name="moreIsBetter">Whether greater values are better.</param>
    public static Measure Compared(
        string name, IReadOnlyCollection<double> values, IReadOnlyCollection<double> others, string unit, string against, bool moreIsBetter)
    {
        var own = Of(name, values, unit);
        var other = Of(name, others, unit).Value;
        return own with { Against = against, Ratio = Math.Round(moreIsBetter ? own.Value / other : other / own.Value, 3) };
    }
}
