using Lab.Engines.Certificates;
using Lab.Engines.Npm;
using Lab.Engines.Processes;
using Lab.State;

namespace Lab.Engines.Postgres;

/// <summary>Prepares a PostgreSQL server and lets it take this process's place.</summary>
internal sealed class PostgresEngine(EngineOptions options, EngineLog log, TimeProvider timeProvider)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var administrator = new Administrator(options.RequireUser(), options.RequirePassword());
        var settings = ServerSettings.Check(options.Settings);
        var account = ServiceAccount.Choose();
        var home = options.OpenHome();

        var cache = options.OpenCache();
        var programs = await PostgresPrograms.InstallAsync(new NpmInstaller(cache, log, timeProvider), cancellationToken).ConfigureAwait(false);
        if (!OperatingSystem.IsWindows())
        {
            account?.EnsureReaches(home.Engine(options.Name), $"set {LabHome.Variable} to a folder that every user can pass through, for example below /var/lib");
            account?.EnsureReaches(programs.Server, $"set {LabCache.Variable} to a folder that every user can pass through, for example below /var/cache");
        }

        var certificate = await new CertificateAuthority(home, timeProvider).IssueAsync(options.Name, account, cancellationToken).ConfigureAwait(false);

        home.CreateFolder(home.Engines);
        var folder = home.CreateFolder(home.Engine(options.Name));
        using (await FolderLock.AcquireAsync(
            Path.Combine(folder, "lock"),
            () => log.Write("waiting for another start of this system"),
            timeProvider,
            cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var cluster = new Cluster(folder, programs, account, log, timeProvider);
            var configuration = Configuration.Write(cluster, options.Name, settings, account);
            await cluster.PrepareAsync(administrator, configuration, cancellationToken).ConfigureAwait(false);

            log.Write($"starting PostgreSQL {PostgresPrograms.Version} on 127.0.0.1:{options.Port} with data in {cluster.Data}");
            var server = ServerStart.Program(programs, cluster, configuration, certificate, options.Port);
            return await ProcessReplacement.RunAsync(server, account, cancellationToken).ConfigureAwait(false);
        }
    }
}
