using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Lab.Repository;
using Lab.Repository.Backends;
using Lab.Repository.Collection;
using Lab.Repository.Copying;
using Lab.Repository.Keys;
using Lab.Repository.Retention;
using Lab.Repository.Snapshots;
using Lab.Repository.Verification;

namespace Lab.Benchmarks.Backup.Faults;

/// <summary>
/// Kills <c>labbackup</c> at random moments of a backup, prune, collection or copy, at times while another command works on the same
/// repository, and reads snapshots back after each kill, without any repair.
/// </summary>
internal sealed class KillRun
{
    private const int Kept = 6;
    private const int LookAtAllEvery = 10;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("lab-kills-");
    private readonly RepositorySecret secret;
    private readonly Dictionary<string, (DateTimeOffset Created, IReadOnlyDictionary<string, byte[]> State)> known = [];
    private readonly Dictionary<string, TimeSpan> durations = [];
    private readonly ChangingSource source;
    private readonly Random random;
    private readonly TimeProvider time;
    private readonly TextWriter progress;

    public KillRun(int seed, TimeProvider time, TextWriter progress)
    {
        random = new Random(seed);
        this.time = time;
        this.progress = progress;
        source = new ChangingSource(Path.Combine(root.FullName, "source"), random, files: 60, largest: 1_500_000);
        var key = RandomNumberGenerator.GetBytes(32);
        File.WriteAllBytes(KeyFile, key);
        secret = RepositorySecret.FromKeyFile(key);
    }

    public int Kills { get; private set; }

    public int Unreadable { get; private set; }

    private string KeyFile => Path.Combine(root.FullName, "key");

    private string Main => Path.Combine(root.FullName, "main");

    private string Other => Path.Combine(root.FullName, "other");

    private Dictionary<string, string[]> Commands => new()
    {
        ["backup"] = ["backup", source.Folder],
        ["copy"] = ["copy", "--to", Other],
        ["gc"] = ["gc", "--grace-hours", "0"],
        ["prune"] = ["prune", "--keep-last", Kept.ToString(CultureInfo.InvariantCulture)],
    };

    public async Task RunAsync(int kills, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var folder in new[] { Main, Other })
            {
                await BackupRepository.InitializeAsync(new LocalFolderBackend(folder), secret, cancellationToken: cancellationToken);
            }

            source.Fill();
            foreach (var command in Commands.Keys)
            {
                var started = time.GetTimestamp();
                await FinishAsync(Start(command), command, cancellationToken);
                durations[command] = time.GetElapsedTime(started);
            }

            await LookAsync("the first commands", all: true, cancellationToken);
            while (Kills < kills)
            {
                await KillAsync(cancellationToken);
            }

            await EndAsync(cancellationToken);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private Task<BackupRepository> OpenAsync(string folder, CancellationToken cancellationToken) => BackupRepository.OpenAsync(new LocalFolderBackend(folder), secret, cancellationToken: cancellationToken);

    private Process Start(string command)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", BuiltFiles.LabBackup, .. Commands[command]]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["LAB_BACKUP_REPOSITORY"] = Main;
        start.Environment["LAB_BACKUP_KEY_FILE"] = KeyFile;
        return Process.Start(start)!;
    }

    private async Task KillAsync(CancellationToken cancellationToken)
    {
        source.Change();
        var names = Commands.Keys.Order(StringComparer.Ordinal).ToArray();
        var victim = random.Next(5) == 0 ? "backup" : names[random.Next(names.Length)];
        var companion = random.Next(3) == 0 ? names[random.Next(names.Length)] : null;
        var moment = durations[victim] * (random.NextDouble() * 1.1);
        using (var process = Start(victim))
        {
            var beside = companion is null ? null : Start(companion);
            var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            waiting.CancelAfter(moment);
            try
            {
                await process.WaitForExitAsync(waiting.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                process.Kill();
                Kills++;
            }

            await process.WaitForExitAsync(cancellationToken);
            await output;
            if (beside is not null)
            {
                await FinishAsync(beside, companion!, cancellationToken);
            }
        }

        await LookAsync($"{victim} killed after {moment.TotalMilliseconds:F0} ms{(companion is null ? "" : $" beside {companion}")}", Kills % LookAtAllEvery == 0, cancellationToken);
        if (Kills % 25 == 0)
        {
            await progress.WriteLineAsync($"{Kills} kills, {Unreadable} of them with a snapshot lost or unreadable afterwards");
            var other = await OpenAsync(Other, cancellationToken);
            await new Pruner(other, TimeZoneInfo.Utc).PruneAsync(new RetentionPolicy(Kept + 2, 0, 0, 0, 0, 0), cancellationToken: cancellationToken);
        }
    }

    /// <summary>A command that is not killed must succeed, or say that another one was faster.</summary>
    private async Task FinishAsync(Process process, string command, CancellationToken cancellationToken)
    {
        const int Locked = 8;
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            var result = await output;
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode is not (0 or Locked))
            {
                Unreadable++;
                await progress.WriteLineAsync($"{command} beside a killed command failed with {process.ExitCode}: {result.Trim()} {errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()}");
            }
        }
    }

    private async Task LookAsync(string what, bool all, CancellationToken cancellationToken)
    {
        try
        {
            var repository = await OpenAsync(Main, cancellationToken);
            var snapshots = await repository.Snapshots.ListAsync(cancellationToken);
            foreach (var added in snapshots.Where(s => !known.ContainsKey(s.Id)))
            {
                known[added.Id] = (added.Created, source.State);
            }

            // A prune may remove what is not among the newest, and nothing else may remove anything.
            foreach (var id in known.OrderByDescending(k => k.Value.Created).Take(Kept).Select(k => k.Key).Except(snapshots.Select(s => s.Id)))
            {
                throw new InvalidDataException($"snapshot {id} is gone");
            }

            foreach (var snapshot in Chosen(snapshots, all))
            {
                await CompareAsync(repository, snapshot, snapshot.Id, cancellationToken);
            }

            var other = await OpenAsync(Other, cancellationToken);
            foreach (var copy in Chosen(await other.Snapshots.ListAsync(cancellationToken), all))
            {
                await CompareAsync(other, copy, copy.Attributes[Copier.OriginAttribute], cancellationToken);
            }
        }
        catch (Exception error) when (error is RepositoryException or InvalidDataException)
        {
            Unreadable++;
            await progress.WriteLineAsync($"{what}: {error.Message}");
        }
    }

    private IEnumerable<SnapshotManifest> Chosen(IReadOnlyList<SnapshotManifest> snapshots, bool all) =>
        all || snapshots.Count < 2 ? snapshots : [snapshots[^1], snapshots[random.Next(snapshots.Count - 1)]];

    private async Task CompareAsync(BackupRepository repository, SnapshotManifest snapshot, string original, CancellationToken cancellationToken)
    {
        if (await SnapshotComparison.RestoreAsync(repository, snapshot, known[original].State, cancellationToken) is { } difference)
        {
            throw new InvalidDataException($"snapshot {snapshot.Id}: {difference}");
        }
    }

    /// <summary>All that kills left behind is garbage that two collections remove.</summary>
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await LookAsync("after all kills", all: true, cancellationToken);
        foreach (var folder in new[] { Main, Other })
        {
            var repository = await OpenAsync(folder, cancellationToken);
            for (var i = 0; i < 2; i++)
            {
                await new GarbageCollector(repository).RunAsync(new CollectionOptions { Grace = TimeSpan.Zero }, cancellationToken);
            }

            var result = await new Verifier(repository).RunAsync(new VerificationOptions(), cancellationToken);
            if (!result.IsSound || result.Orphans > 0)
            {
                Unreadable++;
                await progress.WriteLineAsync($"after all kills: {string.Join(" ", result.Problems)} {result.Orphans} packs that no index names");
            }
        }

        await LookAsync("after collecting", all: true, cancellationToken);
    }
}
