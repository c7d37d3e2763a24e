using System.Globalization;
using System.Security.Cryptography;

namespace Lab.Benchmarks.Backup;

/// <summary>
/// First and next backup and restore of a PostgreSQL cluster: <c>labbackup</c> beside restic and pgBackRest, and beside zstd alone, which is
/// how fast two processors compress. All in turn on the same files, each time with empty caches where this process may empty them.
/// </summary>
internal sealed class BackupBenchmark(TimeProvider time) : IBenchmark
{
    private const double ChangedPages = 0.01;

    /// <summary>pgBackRest's link to its latest backup leads to files that are counted already.</summary>
    private static readonly EnumerationOptions NoLinks = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private readonly Tool tool = new(time);
    private readonly Figures figures = new();

    /// <inheritdoc/>
    public string Name => "backup";

    /// <inheritdoc/>
    public async Task<int> RunAsync(BenchmarkSize size, MeasureWriter measures, TextWriter progress, CancellationToken cancellationToken)
    {
        await new Packages(tool, progress).InstallAsync(["postgresql-15", "restic", "pgbackrest", "zstd"], cancellationToken);
        if (OperatingSystem.IsWindows() || !GalaxyCluster.IsInstalled)
        {
            await progress.WriteLineAsync("backup: skipped, PostgreSQL 15 (Debian's package postgresql-15) is missing here");
            return 1;
        }

        var root = Directory.CreateTempSubdirectory("lab-backup-");
        try
        {
            // Who owns the cluster has to pass through this folder.
            root.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            var cluster = new GalaxyCluster(Path.Combine(root.FullName, "cluster"), tool);
            await progress.WriteLineAsync("makes the cluster");
            await cluster.MakeAsync(size == BenchmarkSize.Full ? 5_300_000_000 : 600_000_000, cancellationToken);
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{cluster.Length / 1e9:F2} GB"));

            var contenders = await ContendersAsync(root.FullName, cancellationToken);
            var random = new Random(1);
            for (var round = 0; round < (size == BenchmarkSize.Full ? 3 : 1); round++)
            {
                // Whoever comes first finds another disk than who comes last.
                await RoundAsync(round, [.. contenders.Skip(round % contenders.Count), .. contenders.Take(round % contenders.Count)], cluster, root.FullName, random, progress, cancellationToken);
            }

            figures.Write(measures, contenders.OfType<ResticContender>().SingleOrDefault()?.Name, contenders.OfType<PgBackRestContender>().SingleOrDefault()?.Name);
            return contenders.Count == 3 ? 0 : 1;
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static long Length(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", NoLinks).Sum(f => f.Length);

    private async Task<IReadOnlyList<IContender>> ContendersAsync(string root, CancellationToken cancellationToken)
    {
        List<IContender> contenders = [new LabBackupContender(tool)];
        if (Tool.Exists("restic"))
        {
            contenders.Add(new ResticContender(tool, (await tool.RunAsync(["restic", "version"], environment: null, cancellationToken)).Output.Split(' ')[1], Path.Combine(root, "restic-cache")));
        }

        if (Tool.Exists("pgbackrest"))
        {
            contenders.Add(new PgBackRestContender(tool, (await tool.RunAsync(["pgbackrest", "version"], environment: null, cancellationToken)).Output.Trim().Split(' ')[^1]));
        }

        return contenders;
    }

    private async Task RoundAsync(
        int round, IReadOnlyList<IContender> contenders, GalaxyCluster cluster, string root, Random random, TextWriter progress, CancellationToken cancellationToken)
    {
        var megabytes = cluster.Length / 1e6;
        foreach (var contender in contenders)
        {
            var repository = RepositoryOf(contender, root);
            await contender.InitializeAsync(repository, cancellationToken);
            await EmptyCachesAsync(cancellationToken);
            var full = await contender.BackUpAsync(repository, cluster.Folder, cancellationToken);
            figures.Add(contender, "full", megabytes / full.Seconds, full.ProcessorSeconds);
            figures.Add(contender, "size", Length(repository) / 1e6);

            var target = Path.Combine(root, "target");
            await EmptyCachesAsync(cancellationToken);
            var restore = await contender.RestoreAsync(repository, cluster.Folder, target, cancellationToken);
            figures.Add(contender, "restore", megabytes / restore.Seconds, restore.ProcessorSeconds);
            await TellAsync($"{round}: {contender.Name}: full {megabytes / full.Seconds:F0} MB/s ({full.ProcessorSeconds:F1} s of processor), {Length(repository) / 1e6 / megabytes:P1} of the size; restore {megabytes / restore.Seconds:F0} MB/s ({restore.ProcessorSeconds:F1} s of processor)");
            if (round == 0 && contender is LabBackupContender)
            {
                await CompareAsync(cluster.Folder, target, cancellationToken);
            }

            Directory.Delete(target, recursive: true);
        }

        if (Tool.Exists("zstd"))
        {
            await EmptyCachesAsync(cancellationToken);
            var limit = await tool.RunAsync(["bash", "-c", "set -o pipefail; tar -C \"$0\" -cf - . | zstd -3 -T2 -q -c > /dev/null", cluster.Folder], environment: null, cancellationToken);
            figures.AddLimit(megabytes / limit.Seconds, limit.ProcessorSeconds);
            await TellAsync($"{round}: zstd -3 -T2: {megabytes / limit.Seconds:F0} MB/s ({limit.ProcessorSeconds:F1} s of processor)");
        }

        var changed = cluster.ChangePages(ChangedPages, random);
        foreach (var contender in contenders.Where(c => c is not PgBackRestContender))
        {
            var repository = RepositoryOf(contender, root);
            var before = Length(repository);
            await EmptyCachesAsync(cancellationToken);
            var next = await contender.BackUpAsync(repository, cluster.Folder, cancellationToken);
            figures.Add(contender, "next", next.Seconds, next.ProcessorSeconds);
            figures.Add(contender, "next-bytes", (Length(repository) - before) / 1e6);
            await TellAsync($"{round}: {contender.Name}: next, {changed} pages changed: {next.Seconds:F1} s ({next.ProcessorSeconds:F1} s of processor), {(Length(repository) - before) / 1e6:F0} MB");
        }

        foreach (var contender in contenders)
        {
            Directory.Delete(RepositoryOf(contender, root), recursive: true);
        }

        Task TellAsync(FormattableString line) => progress.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
    }

    private static string RepositoryOf(IContender contender, string root) => Path.Combine(root, contender.Name.Split(' ')[0]);

    private static async Task EmptyCachesAsync(CancellationToken cancellationToken)
    {
        const string Drop = "/proc/sys/vm/drop_caches";
        try
        {
            using (var sync = System.Diagnostics.Process.Start("sync"))
            {
                await sync.WaitForExitAsync(cancellationToken);
            }

            await File.WriteAllTextAsync(Drop, "3", cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Then every program finds the files cached.
        }
    }

    private static async Task CompareAsync(string source, string target, CancellationToken cancellationToken)
    {
        var files = Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(source, f)).ToHashSet();
        if (!files.SetEquals(Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(target, f))))
        {
            throw new InvalidDataException("The restored cluster has other files.");
        }

        foreach (var file in files)
        {
            if (await HashAsync(Path.Combine(source, file), cancellationToken) != await HashAsync(Path.Combine(target, file), cancellationToken))
            {
                throw new InvalidDataException($"{file} was restored with other bytes.");
            }
        }
    }

    private static async Task<string> HashAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
