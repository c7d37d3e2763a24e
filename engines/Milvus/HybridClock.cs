namespace Lab.Engines.Milvus;

/// <summary>Gives out rising numbers made of the time (Unix milliseconds, shifted by 18 bits) and a counter, as Milvus does: timestamps and ids.</summary>
internal sealed class HybridClock(TimeProvider timeProvider)
{
    private const int CounterBits = 18;

    private readonly Lock gate = new();
    private long last;

    public static long ToMilliseconds(ulong timestamp) => (long)(timestamp >> CounterBits);

    public long Next() => Next(1);

    /// <summary>Reserves numbers that follow each other.</summary>
    /// <returns>The first of them.</returns>
    public long Next(int count)
    {
        lock (gate)
        {
            var first = Math.Max(last + 1, timeProvider.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits);
            last = first + count - 1;
            return first;
        }
    }

    /// <summary>Keeps what is given out above a number that is in use, whatever the machine's clock says.</summary>
    public void StayAbove(long used)
    {
        lock (gate)
        {
            last = Math.Max(last, used);
        }
    }
}
