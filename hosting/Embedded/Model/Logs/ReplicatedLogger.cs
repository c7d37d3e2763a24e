using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Logs;

/// <summary>Writes to the logs of all replicas of a resource.</summary>
internal sealed class ReplicatedLogger(IReadOnlyList<ILogger> replicas) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        foreach (var replica in replicas)
        {
            replica.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
