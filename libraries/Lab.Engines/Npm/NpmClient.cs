using System.Globalization;
using Lab.Engines.Processes;

namespace Lab.Engines.Npm;

/// <summary>Runs npm and says in one line what keeps it from installing.</summary>
internal sealed class NpmClient(string ownCache)
{
    private const int OldestNode = 20;
    private const string ErrorMark = "npm error";
    private const string UnwrittenMark = "TAR_ENTRY_ERROR";

    private static readonly string[] Unreachable =
    [
        "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ENETUNREACH", "EHOSTUNREACH", "ETIMEDOUT", "ERR_SOCKET_TIMEOUT", "ENOTCACHED",
    ];

    /// <summary>Checks that Node.js and npm are there and new enough.</summary>
    /// <exception cref="EngineException">They are not.</exception>
    public async Task CheckAsync(string title, CancellationToken cancellationToken)
    {
        var node = SearchPath.Find("node");
        if (node is null || SearchPath.Find("npm") is null)
        {
            throw new EngineException(
                $"{title} is installed with npm, and {(node is null ? "Node.js" : "npm")} is not on the PATH: install Node.js {OldestNode} or newer (https://nodejs.org).");
        }

        var result = await Tool.RunAsync(
            new ServerProgram(node, ["--version"], Environment(), Path.GetTempPath()), null, "", cancellationToken).ConfigureAwait(false);
        var version = result.Output.Trim().TrimStart('v');
        if (!int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) || major < OldestNode)
        {
            throw new EngineException($"{title} needs Node.js {OldestNode} or newer, and {node} is version {version}: install a newer one (https://nodejs.org).");
        }
    }

    /// <summary>Installs exactly what the lock file in a folder says; npm checks each package against the file's integrity hash.</summary>
    /// <exception cref="EngineException">npm fails.</exception>
    public async Task InstallAsync(string folder, NpmPackageSet packages, CancellationToken cancellationToken)
    {
        var npm = SearchPath.Find("npm")!;
        string[] arguments =
        [
            "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--no-update-notifier", "--loglevel=http",
            "--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000",
        ];

        var result = await Tool.RunAsync(new ServerProgram(npm, arguments, Environment(), folder), null, "", cancellationToken).ConfigureAwait(false);

        // A file that could not be written, say on a full disk, is a mere warning to npm.
        if (result.ExitCode != 0 || result.Errors.Contains(UnwrittenMark, StringComparison.Ordinal) || !Directory.Exists(packages.PlatformFolder(folder)))
        {
            throw Explain(packages.Title, result);
        }
    }

    /// <summary>Turns npm's errors into one line.</summary>
    internal static EngineException Explain(string title, ToolResult result)
    {
        var lines = (result.Errors + "\n" + result.Output).Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith(ErrorMark, StringComparison.Ordinal)
                || line.Contains(UnwrittenMark, StringComparison.Ordinal)
                || line.Contains(" failed with ", StringComparison.Ordinal))
            .Select(line => line.Replace(ErrorMark, "", StringComparison.Ordinal).Trim())
            .Where(line => line.Length > 0 && !line.StartsWith("A complete log", StringComparison.Ordinal))
            .Distinct()
            .ToList();
        var said = string.Join("; ", lines.Take(4));

        if (Unreachable.Any(code => said.Contains(code, StringComparison.Ordinal)))
        {
            return new EngineException($"{title} could not be downloaded, since npm's registry cannot be reached: connect this machine for the first start, or point npm at a mirror (npm config set registry …). npm said: {said}");
        }

        return said.Contains("ENOSPC", StringComparison.Ordinal)
            ? new EngineException($"{title} could not be installed: the disk is full. Free some space or set LAB_CACHE to a folder on another disk.")
            : new EngineException($"{title} could not be installed: npm ended with exit code {result.ExitCode} and said: {said}");
    }

    // npm keeps its own downloads in the user's home folder; a user without one gets a place in the lab's cache.
    private Dictionary<string, string> Environment()
    {
        var environment = System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Where(variable => !((string)variable.Key).StartsWith("LAB_", StringComparison.Ordinal))
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
        var home = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile, System.Environment.SpecialFolderOption.DoNotVerify);
        if (!Directory.Exists(home))
        {
            environment.TryAdd("npm_config_cache", ownCache);
        }

        return environment;
    }
}
