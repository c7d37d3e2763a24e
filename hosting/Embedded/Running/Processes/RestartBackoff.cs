namespace Lab.Hosting.Embedded.Running.Processes;

/// <summary>How long to wait before what crashed is started again: longer with each crash, and short again after it ran well for a while.</summary>
/// <param name="random">Gives numbers from 0 up to, not including, 1.</param>
internal sealed class RestartBackoff(Func<double> random)
{
    /// <summary>The wait after the first crash, before jitter.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait, before jitter.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>What ran at least this long has run well.</summary>
    public static readonly TimeSpan Stable = TimeSpan.FromSeconds(30);

    // A quarter more or less: what crashed together does not restart together.
    private const double Jitter = 0.25;

    /// <summary>Crashes since it last ran well.</summary>
    public int Crashes { get; private set; }

    /// <summary>Counts a crash.</summary>
    /// <param name="uptime">How long it had run.</param>
    /// <returns>How long to wait.</returns>
    public TimeSpan Next(TimeSpan uptime)
    {
        Crashes = uptime >= Stable ? 1 : Crashes + 1;
        var delay = First * Math.Pow(2, Math.Min(Crashes - 1, 30));
        return (delay < Longest ? delay : Longest) * (1 - Jitter + (2 * Jitter * random()));
    }

    /// <summary>Forgets the crashes, since somebody started it by hand.</summary>
    public void Reset() => Crashes = 0;
}
