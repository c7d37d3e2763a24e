using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Page;

/// <summary>Lets the page's web server log where the host logs.</summary>
internal sealed class ForwardingLoggerProvider(ILoggerFactory host) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => host.CreateLogger(categoryName);

    public void Dispose()
    {
        // The host's loggers are the host's.
    }
}
