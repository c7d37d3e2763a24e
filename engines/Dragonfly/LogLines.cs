using Microsoft.Extensions.Logging;

namespace Lab.Engines.Dragonfly;

/// <summary>Writes Garnet's warnings and errors as plain lines.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly EngineLog log;

    public LogLines(EngineLog log)
    {
        this.log = log;
        Factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Warning).AddProvider(this));
    }

    public ILoggerFactory Factory { get; }

    /// <summary>Set when the server stops, since Garnet reports each background task that ends as an error.</summary>
    public bool Stopping { get; set; }

    public ILogger CreateLogger(string categoryName) => new Lines(this);

    public void Dispose() => Factory.Dispose();

    private sealed class Lines(LogLines owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && !owner.Stopping;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            var reason = exception is null ? "" : ": " + exception.Message;
            owner.log.Write($"{logLevel}: {formatter(state, exception)}{reason}".ReplaceLineEndings(" "));
        }
    }
}
