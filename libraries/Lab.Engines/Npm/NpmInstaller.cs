using System.Globalization;
using System.Runtime.InteropServices;
using Lab.State;

namespace Lab.Engines.Npm;

/// <summary>Installs npm packages into the machine's cache: once, whole or not at all, whoever asks for them at the same time.</summary>
public sealed class NpmInstaller
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(2);

    private readonly LabCache cache;
    private readonly EngineLog log;
    private readonly NpmClient npm;
    private readonly TimeProvider timeProvider;

    /// <summary>Creates an installer.</summary>
    /// <param name="cache">The machine's cache.</param>
    /// <param name="log">Where progress is told.</param>
    /// <param name="timeProvider">The clock.</param>
    public NpmInstaller(LabCache cache, EngineLog log, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(cache);
        this.cache = cache;
        this.log = log;
        this.timeProvider = timeProvider;
        npm = new NpmClient(Path.Combine(cache.Path, "npm-cache"));
    }

    /// <summary>Finds the packages in the cache, or installs them.</summary>
    /// <param name="packages">What to install.</param>
    /// <param name="finish">Completes a fresh installation in the given folder before it is put in place.</param>
    /// <param name="cancellationToken">Gives up; what was downloaded so far is not used.</param>
    /// <returns>The folder that holds <c>node_modules</c>.</returns>
    /// <exception cref="EngineException">Node.js is missing or too old, the registry cannot be reached, or npm fails.</exception>
    /// <exception cref="StateFolderException">The cache cannot be written.</exception>
    public async Task<string> InstallAsync(NpmPackageSet packages, Action<string> finish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packages);
        ArgumentNullException.ThrowIfNull(finish);

        var key = packages.Key();
        var folder = Path.Combine(cache.Path, key);
        if (InstallManifest.Holds(folder))
        {
            return folder;
        }

        using var held = await FolderLock.AcquireAsync(
            folder + ".lock",
            () => log.Write($"waiting for another engine that is installing {packages.Title}"),
            timeProvider,
            LabCache.Variable,
            cancellationToken).ConfigureAwait(false);
        if (InstallManifest.Holds(folder))
        {
            return folder;
        }

        try
        {
            return await InstallFreshAsync(packages, folder, finish, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not StateFolderException)
        {
            throw StateFolderException.From(error, folder, LabCache.Variable);
        }
    }

    private async Task<string> InstallFreshAsync(NpmPackageSet packages, string folder, Action<string> finish, CancellationToken cancellationToken)
    {
        if (!packages.HasPlatform)
        {
            throw new EngineException(
                $"{packages.Title} comes without programs for this kind of machine ({RuntimeInformation.RuntimeIdentifier}): run the system as a container (Lab:Engines=containers).");
        }

        await npm.CheckAsync(packages.Title, cancellationToken).ConfigureAwait(false);
        RemoveLeftovers(folder);
        log.Write($"installing {packages.Title} into {folder} (about {packages.Download} MB to download, {packages.Size} MB on disk, once per machine)");

        var started = timeProvider.GetTimestamp();
        var temporary = $"{folder}.{Guid.NewGuid():n}.tmp";
        Directory.CreateDirectory(temporary);
        try
        {
            RequiredPlatform.Copy(packages, temporary);
            var install = npm.InstallAsync(temporary, packages, cancellationToken);
            await TellProgressAsync(install, packages, temporary, started).ConfigureAwait(false);
            await install.ConfigureAwait(false);
            finish(temporary);
            InstallManifest.Write(temporary);
            cancellationToken.ThrowIfCancellationRequested();
            Directory.Move(temporary, folder);
        }
        catch
        {
            DeleteIfPossible(temporary);
            throw;
        }

        log.Write($"installed {packages.Title} in {Seconds(started)} s");
        return folder;
    }

    private async Task TellProgressAsync(Task install, NpmPackageSet packages, string folder, long started)
    {
        // The delay ends with the installation, not with a signal: what npm was doing is awaited by the caller.
        while (await Task.WhenAny(install, Task.Delay(ProgressInterval, timeProvider)).ConfigureAwait(false) != install)
        {
            log.Write($"installing {packages.Title}: {SizeOf(folder) / 1_000_000} of about {packages.Size} MB, {Seconds(started)} s");
        }
    }

    private string Seconds(long started) => timeProvider.GetElapsedTime(started).TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

    private static void RemoveLeftovers(string folder)
    {
        // Whoever left these was killed: its lock is ours.
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var leftover in Directory.EnumerateDirectories(Path.GetDirectoryName(folder)!, Path.GetFileName(folder) + ".*.tmp"))
        {
            DeleteIfPossible(leftover);
        }
    }

    private static void DeleteIfPossible(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next installation removes it; what failed first is what the caller reports.
        }
    }

    private static long SizeOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0);
        }
        catch (IOException)
        {
            // npm moves folders while it works; the next figure will be right.
            return 0;
        }
    }
}
