using System.Globalization;

namespace Lab.Benchmarks.Backup.Faults;

/// <summary>Where chance comes from: <c>LAB_BENCHMARK_SEED</c>, or a number that is told, so that a run can be repeated.</summary>
internal static class Seed
{
    public const string Variable = "LAB_BENCHMARK_SEED";

    public static int Current { get; } = int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();
}
