using System.Globalization;

namespace Lab.Benchmarks.Backup.Faults;

/// <summary>Whether the backup repository survives kills, and whether damage of its files is found.</summary>
internal sealed class BackupFaultsBenchmark(TimeProvider time) : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "backup-faults";

    /// <inheritdoc/>
    public async Task<int> RunAsync(BenchmarkSize size, MeasureWriter measures, TextWriter progress, CancellationToken cancellationToken)
    {
        var (kills, faults) = size == BenchmarkSize.Full ? (300, 2000) : (40, 200);
        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seed {Seed.Current}: {Seed.Variable}={Seed.Current} plants the same faults"));
        measures.Write(Measure.Of("seed", [Seed.Current], "number"));

        var faultRun = new FaultRun(Seed.Current, progress);
        var killRun = new KillRun(Seed.Current, time, progress);
        await Task.WhenAll(faultRun.RunAsync(faults, cancellationToken), killRun.RunAsync(kills, cancellationToken));
        measures.Write(Measure.Of("faults-planted", [faults], "faults"));
        measures.Write(Measure.Of("faults-missed", [faultRun.Missed], "faults"));
        measures.Write(Measure.Of("wrong-bytes-restored", [faultRun.WrongBytes], "restores"));
        measures.Write(Measure.Of("faults-not-mended", [faultRun.Unmended], $"of {faultRun.MendingTried} backups or repairs after damage"));
        measures.Write(Measure.Of("kills", [killRun.Kills], "kills"));
        measures.Write(Measure.Of("kills-unreadable", [killRun.Unreadable], "kills"));
        return faultRun.Missed + faultRun.WrongBytes + faultRun.Unmended + killRun.Unreadable == 0 ? 0 : 1;
    }
}
