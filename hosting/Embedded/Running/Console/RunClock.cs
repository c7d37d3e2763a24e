namespace Lab.Hosting.Embedded.Running.Console;

/// <summary>Measures from when the host was built.</summary>
internal sealed class RunClock(TimeProvider timeProvider)
{
    private readonly long start = timeProvider.GetTimestamp();

    public TimeSpan Elapsed => timeProvider.GetElapsedTime(start);
}
