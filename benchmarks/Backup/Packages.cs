namespace Lab.Benchmarks.Backup;

/// <summary>Installs Debian's packages that are missing, where this process may.</summary>
internal sealed class Packages(Tool tool, TextWriter progress)
{
    public async Task InstallAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            if (await IsInstalledAsync(name, cancellationToken))
            {
                continue;
            }

            try
            {
                await progress.WriteLineAsync($"installs {name}");
                await tool.RunAsync(["apt-get", "install", "-y", "-q", "--no-install-recommends", name], new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" }, cancellationToken);
            }
            catch (InvalidOperationException error)
            {
                await progress.WriteLineAsync($"{name} is missing and could not be installed; what needs it is skipped: {error.Message}");
            }
        }
    }

    private async Task<bool> IsInstalledAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await tool.RunAsync(["dpkg-query", "-W", "-f", "${Status}", name], environment: null, cancellationToken)).Output.EndsWith("ok installed", StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
