namespace Lab.Repository.Pipeline;

/// <summary>Counts work and reports it at most ten times a second. Safe for many threads.</summary>
internal sealed class ProgressMeter(IProgress<BackupProgress>? progress, TimeProvider time, long? totalBytes = null)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly long started = time.GetTimestamp();
    private readonly Lock gate = new();
    private long reported;
    private long bytes;
    private long entries;

    public long? TotalBytes { get; set; } = totalBytes;

    public string? Current { get; set; }

    public long Bytes => Interlocked.Read(ref bytes);

    public long Entries => Interlocked.Read(ref entries);

    public TimeSpan Elapsed => time.GetElapsedTime(started);

    public void Add(long moreBytes, long moreEntries = 0)
    {
        Interlocked.Add(ref bytes, moreBytes);
        Interlocked.Add(ref entries, moreEntries);
        if (progress is null)
        {
            return;
        }

        lock (gate)
        {
            if (time.GetElapsedTime(reported) < Interval)
            {
                return;
            }

            reported = time.GetTimestamp();
        }

        Report();
    }

    public void Report()
    {
        var seconds = Elapsed.TotalSeconds;
        var done = Bytes;
        var rate = seconds > 0 ? done / seconds : 0;
        TimeSpan? remaining = TotalBytes is { } total && rate > 0 ? TimeSpan.FromSeconds(Math.Max(0, total - done) / rate) : null;
        progress?.Report(new BackupProgress(Entries, done, TotalBytes, rate, remaining, Current));
    }
}
