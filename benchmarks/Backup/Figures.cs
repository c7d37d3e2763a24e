namespace Lab.Benchmarks.Backup;

/// <summary>Collects what each program took, and compares.</summary>
internal sealed class Figures
{
    private const string Own = "labbackup";
    private const string Limit = "zstd -3 -T2";

    private readonly Dictionary<(string Contender, string What), List<double>> values = [];

    /// <summary>Adds one value, and the processor time that it cost.</summary>
    public void Add(IContender contender, string what, double value, double? processorSeconds = null) => Add(contender.Name, what, value, processorSeconds);

    /// <summary>Adds what zstd alone took over the same bytes.</summary>
    public void AddLimit(double megabytesPerSecond, double processorSeconds) => Add(Limit, "full", megabytesPerSecond, processorSeconds);

    /// <summary>Writes one line per comparison.</summary>
    /// <param name="measures">Receives them.</param>
    /// <param name="restic">The name of restic, or null when it is not there.</param>
    /// <param name="pgBackRest">The name of pgBackRest, or null when it is not there.</param>
    public void Write(MeasureWriter measures, string? restic, string? pgBackRest)
    {
        Compare(measures, "full-vs-restic", "full", restic, "MB/s", moreIsBetter: true);
        Compare(measures, "size-vs-restic", "size", restic, "MB", moreIsBetter: false);
        Compare(measures, "next-vs-restic", "next", restic, "s", moreIsBetter: false);
        Compare(measures, "next-bytes-vs-restic", "next-bytes", restic, "MB", moreIsBetter: false);
        Compare(measures, "restore-vs-restic", "restore", restic, "MB/s", moreIsBetter: true);
        Compare(measures, "full-vs-pgbackrest", "full", pgBackRest, "MB/s", moreIsBetter: true);
        Compare(measures, "restore-vs-pgbackrest", "restore", pgBackRest, "MB/s", moreIsBetter: true);
        Compare(measures, "full-vs-limit", "full", Limit, "MB/s", moreIsBetter: true);
        foreach (var what in new[] { "full", "next", "restore" })
        {
            Compare(measures, $"{what}-processor-vs-restic", $"{what}-processor", restic, "s", moreIsBetter: false);
            Compare(measures, $"{what}-processor-vs-pgbackrest", $"{what}-processor", pgBackRest, "s", moreIsBetter: false);
        }
    }

    private void Add(string contender, string what, double value, double? processorSeconds)
    {
        List(contender, what).Add(value);
        if (processorSeconds is { } seconds)
        {
            List(contender, $"{what}-processor").Add(seconds);
        }
    }

    private void Compare(MeasureWriter measures, string name, string what, string? against, string unit, bool moreIsBetter)
    {
        if (against is not null && List(against, what) is { Count: > 0 } others)
        {
            measures.Write(Measure.Compared(name, List(Own, what), others, unit, against, moreIsBetter));
        }
    }

    private List<double> List(string contender, string what)
    {
        if (!values.TryGetValue((contender, what), out var list))
        {
            values[(contender, what)] = list = [];
        }

        return list;
    }
}
