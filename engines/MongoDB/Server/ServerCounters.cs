using System.Collections.Concurrent;

namespace Lab.Engines.MongoDB.Server;

/// <summary>What the server has done since its start.</summary>
internal sealed class ServerCounters
{
    private readonly ConcurrentDictionary<string, long> _commands = new(StringComparer.Ordinal);
    private int _connections;
    private long _connectionsMade;

    public int Connections => Volatile.Read(ref _connections);

    public long ConnectionsMade => Interlocked.Read(ref _connectionsMade);

    public void Connected()
    {
        Interlocked.Increment(ref _connections);
        Interlocked.Increment(ref _connectionsMade);
    }

    public void Disconnected() => Interlocked.Decrement(ref _connections);

    public void Ran(string command) => _commands.AddOrUpdate(command, 1, (_, count) => count + 1);

    public long Of(string command) => _commands.GetValueOrDefault(command);
}
