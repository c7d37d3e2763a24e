using System.Globalization;
using Lab.Engines.Certificates;
using Lab.Engines.Npm;
using Lab.Engines.Processes;
using Lab.State;

namespace Lab.Engines.Neo4j;

/// <summary>Prepares the emulator of Neo4j, a program of Node.js, and lets it take this process's place.</summary>
internal sealed class Neo4jEngine(EngineOptions options, EngineLog log, TimeProvider timeProvider)
{
    /// <summary>The environment variable with the port of Bolt on 127.0.0.1.</summary>
    public const string BoltPortVariable = "LAB_ENGINE_PORT_BOLT";

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var user = options.RequireUser();
        var password = options.RequirePassword();
        var boltPort = ReadBoltPort(Environment.GetEnvironmentVariable(BoltPortVariable), options.Port);
        if (options.Settings.Keys.FirstOrDefault() is { } setting)
        {
            throw new EngineException($"--set {setting}: this engine has no settings.");
        }

        var account = ServiceAccount.Choose();
        var home = options.OpenHome();
        var files = await new CertificateAuthority(home, timeProvider).IssueAsync(options.Name, account, cancellationToken).ConfigureAwait(false);
        var modules = await Neo4jPrograms.InstallAsync(new NpmInstaller(options.OpenCache(), log, timeProvider), cancellationToken).ConfigureAwait(false);
        var node = SearchPath.Find("node")
            ?? throw new EngineException("The emulator of Neo4j runs on Node.js, which is not on the PATH: install Node.js 20 or newer (https://nodejs.org).");

        home.CreateFolder(home.Engines);
        var folder = home.CreateFolder(home.Engine(options.Name));
        var data = home.CreateFolder(Path.Combine(folder, "data"));
        if (!OperatingSystem.IsWindows() && account is not null)
        {
            account.EnsureReaches(data, $"set {LabHome.Variable} to a folder that every user can pass through, for example below /var/lib");
            account.EnsureReaches(modules, $"set {LabCache.Variable} to a folder that every user can pass through, for example below /var/cache");
            account.EnsureReaches(node, "install Node.js for all users");
            account.EnsureReaches(Neo4jPrograms.Script, "put the lab where every user can read it");
            account.Own(data);
            File.SetUnixFileMode(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        log.Write($"starting an emulator of Neo4j on 127.0.0.1:{options.Port} (Query API) and 127.0.0.1:{boltPort} (Bolt) with data in {data}");
        var environment = ServerProgram.PlainEnvironment(folder);
        environment["LAB_NEO4J_HTTP_PORT"] = options.Port.ToString(CultureInfo.InvariantCulture);
        environment["LAB_NEO4J_BOLT_PORT"] = boltPort.ToString(CultureInfo.InvariantCulture);
        environment["LAB_NEO4J_CERTIFICATE"] = files.CertificateFile;
        environment["LAB_NEO4J_KEY"] = files.KeyFile;
        environment["LAB_NEO4J_MODULES"] = modules;
        environment["LAB_NEO4J_DATA"] = Path.Combine(data, "graph");
        environment["LAB_NEO4J_USER"] = user;
        environment["LAB_NEO4J_PASSWORD"] = password;
        return await ProcessReplacement.RunAsync(
            new ServerProgram(node, [Neo4jPrograms.Script], environment, data), account, cancellationToken).ConfigureAwait(false);
    }

    internal static int ReadBoltPort(string? text, int httpPort) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 && port != httpPort
            ? port
            : throw new EngineException($"{BoltPortVariable}='{text}' is not a port for Bolt: allowed is a number from 1 to 65535 other than {EngineOptions.PortVariable}.");
}
