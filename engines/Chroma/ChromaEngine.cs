using Lab.Engines.Npm;
using Lab.Engines.Processes;
using Lab.State;

namespace Lab.Engines.Chroma;

/// <summary>Prepares ChromaDB's server and lets it take this process's place.</summary>
internal sealed class ChromaEngine(EngineOptions options, EngineLog log, TimeProvider timeProvider)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var account = ServiceAccount.Choose();
        var home = options.OpenHome();
        var folder = home.Engine(options.Name);
        var data = Path.Combine(folder, "data");
        var configuration = ChromaConfiguration.Create(options.Port, data, options.Settings);

        var script = await ChromaPrograms.InstallAsync(new NpmInstaller(options.OpenCache(), log, timeProvider), cancellationToken).ConfigureAwait(false);
        var node = SearchPath.Find("node")
            ?? throw new EngineException("ChromaDB's server runs on Node.js, which is not on the PATH: install Node.js 20 or newer (https://nodejs.org).");

        home.CreateFolder(home.Engines);
        home.CreateFolder(folder);
        home.CreateFolder(data);
        var file = Path.Combine(folder, "chroma.yaml");
        PrivateFile.Write(file, configuration);
        if (!OperatingSystem.IsWindows() && account is not null)
        {
            account.EnsureReaches(file, $"set {LabHome.Variable} to a folder that every user can pass through, for example below /var/lib");
            account.EnsureReaches(script, $"set {LabCache.Variable} to a folder that every user can pass through, for example below /var/cache");
            account.EnsureReaches(node, "install Node.js for all users");
            account.Own(data);
            account.Own(file);
            File.SetUnixFileMode(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        log.Write($"starting ChromaDB {ChromaPrograms.Version} on 127.0.0.1:{options.Port} with data in {data} (no TLS, no authentication: this machine only)");
        var environment = ServerProgram.PlainEnvironment(folder);
        environment["NO_COLOR"] = "1";
        environment["ANONYMIZED_TELEMETRY"] = "False";
        return await ProcessReplacement.RunAsync(
            new ServerProgram(node, [script, "run", file], environment, data), account, cancellationToken).ConfigureAwait(false);
    }
}
