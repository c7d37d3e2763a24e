namespace Lab.Hosting.Embedded.Running.Health;

/// <summary>How often a resource's health is checked: at first in short intervals, since others wait for it, then ever more seldom.</summary>
internal static class HealthPace
{
    /// <summary>The first interval while it is not healthy.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest interval while it is not healthy.</summary>
    public static readonly TimeSpan LongestUnhealthy = TimeSpan.FromSeconds(2);

    /// <summary>The interval while it is healthy.</summary>
    public static readonly TimeSpan Healthy = TimeSpan.FromSeconds(10);

    /// <summary>How long one check may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private const double Growth = 1.12;

    /// <summary>The wait until the next check.</summary>
    /// <param name="failures">Reports other than healthy since the last healthy one.</param>
    public static TimeSpan After(int failures)
    {
        if (failures == 0)
        {
            return Healthy;
        }

        var delay = First * Math.Pow(Growth, Math.Min(failures - 1, 100));
        return delay < LongestUnhealthy ? delay : LongestUnhealthy;
    }
}
