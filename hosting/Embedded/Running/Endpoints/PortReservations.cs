using System.Globalization;
using Lab.State;

namespace Lab.Hosting.Embedded.Running.Endpoints;

/// <summary>Hands out ports of the loopback interface, each once among all hosts of this machine that share a cache folder.</summary>
internal sealed class PortReservations(IPortProbe probe, Func<int, int> random, string? lockFolder) : IDisposable
{
    // Below what Linux, macOS and Windows take for outgoing connections, which would otherwise snatch a port before its server listens.
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    private readonly Lock gate = new();
    private readonly HashSet<int> taken = [];
    private readonly List<FolderLock> locks = [];

    /// <summary>Takes a port that nobody uses.</summary>
    /// <exception cref="InvalidOperationException">None is free.</exception>
    public int Next()
    {
        lock (gate)
        {
            var start = random(Highest - Lowest);
            for (var i = 0; i < Highest - Lowest; i++)
            {
                var port = Lowest + ((start + i) % (Highest - Lowest));
                if (!taken.Contains(port) && TryReserve(port))
                {
                    taken.Add(port);
                    return port;
                }
            }
        }

        throw new InvalidOperationException($"No port from {Lowest} to {Highest - 1} is free.");
    }

    /// <summary>Keeps a port that was asked for from being handed out.</summary>
    public void Exclude(int port)
    {
        lock (gate)
        {
            taken.Add(port);
        }
    }

    /// <summary>Gives all ports back.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            locks.ForEach(l => l.Dispose());
            locks.Clear();
        }
    }

    private bool TryReserve(int port)
    {
        if (!probe.IsFree(port))
        {
            return false;
        }

        if (lockFolder is null)
        {
            return true;
        }

        if (FolderLock.TryAcquire(Path.Combine(lockFolder, string.Create(CultureInfo.InvariantCulture, $"{port}.lock"))) is not { } held)
        {
            return false;
        }

        locks.Add(held);
        return true;
    }
}
