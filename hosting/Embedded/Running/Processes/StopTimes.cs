namespace Lab.Hosting.Embedded.Running.Processes;

/// <summary>How patiently a process is stopped.</summary>
/// <param name="Interrupt">From SIGTERM to SIGINT: a PostgreSQL server that waits for its clients after the former ends at once after the latter.</param>
/// <param name="Kill">From SIGTERM to SIGKILL.</param>
internal sealed record StopTimes(TimeSpan Interrupt, TimeSpan Kill)
{
    /// <summary>Long enough for a server to write what it holds in memory.</summary>
    public static StopTimes Default { get; } = new(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(10));
}
