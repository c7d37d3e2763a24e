using Microsoft.Extensions.Logging;

namespace Lab.Engines.Milvus;

/// <summary>Writes the web server's warnings and errors as plain lines.</summary>
internal sealed class LogLines(EngineLog log) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            var reason = exception is null ? "" : ": " + exception.Message;
            log.Write($"{logLevel}: {formatter(state, exception)}{reason}".ReplaceLineEndings(" "));
        }
    }

    public void Dispose()
    {
        // The log outlives the server.
    }
}
