using System.Globalization;

namespace Lab.Engines.Postgres;

/// <summary>The file by which a running server marks its data folder.</summary>
internal sealed class PostmasterFile(string data)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private string Path => System.IO.Path.Combine(data, "postmaster.pid");

    /// <summary>
    /// Waits for a server that is stopping, and removes the mark of one that was killed where another process has its number now: PostgreSQL
    /// would take any process of its user for the server. A mark whose process is gone is left to PostgreSQL, which checks more than that.
    /// </summary>
    /// <exception cref="EngineException">A server goes on running on the data folder.</exception>
    public async Task WaitUntilFreeAsync(EngineLog log, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        // Without /proc PostgreSQL's own check decides.
        if (!Directory.Exists("/proc/self"))
        {
            return;
        }

        var started = timeProvider.GetTimestamp();
        var told = false;
        while (Read(Path) is { } mark)
        {
            // A server that runs a few statements for its start marks itself with a minus.
            var process = mark.Split('\n')[0].Trim().TrimStart('-');
            if (!Directory.Exists($"/proc/{process}"))
            {
                return;
            }

            if (Read($"/proc/{process}/cwd/postmaster.pid") != mark)
            {
                log.Write($"removing the mark of a server that was killed: process {process} is another by now");
                File.Delete(Path);
                return;
            }

            if (timeProvider.GetElapsedTime(started) > Patience)
            {
                throw new EngineException(string.Create(
                    CultureInfo.InvariantCulture, $"A PostgreSQL server is already running on {data} as process {process}: stop it first."));
            }

            if (!told)
            {
                told = true;
                log.Write($"waiting for the server that is still running as process {process} to stop");
            }

            await Task.Delay(Interval, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
