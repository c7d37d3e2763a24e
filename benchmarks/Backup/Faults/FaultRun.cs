using System.Security.Cryptography;
using Lab.Repository;
using Lab.Repository.Backends;
using Lab.Repository.Collection;
using Lab.Repository.Files;
using Lab.Repository.Index;
using Lab.Repository.Keys;
using Lab.Repository.Pipeline;
using Lab.Repository.Snapshots;
using Lab.Repository.Verification;

namespace Lab.Benchmarks.Backup.Faults;

/// <summary>
/// Damages a repository, one fault at a time: does verification find it, does a restore ever yield other bytes than were backed up, and does
/// the next backup mend a damaged pack as far as the source still has what was in it, and a repair a damaged index?
/// </summary>
internal sealed class FaultRun
{
    private const int MendEvery = 10;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("lab-faults-");
    private readonly RepositorySecret secret = RepositorySecret.FromKeyFile(RandomNumberGenerator.GetBytes(32));
    private readonly Dictionary<string, IReadOnlyDictionary<string, byte[]>> states = [];
    private readonly ChangingSource source;
    private readonly Random random;
    private readonly TextWriter progress;

    public FaultRun(int seed, TextWriter progress)
    {
        random = new Random(seed);
        this.progress = progress;
        source = new ChangingSource(Path.Combine(root.FullName, "source"), random, files: 12, largest: 200_000);
    }

    public int Missed { get; private set; }

    public int WrongBytes { get; private set; }

    public int Unmended { get; private set; }

    public int MendingTried { get; private set; }

    public async Task RunAsync(int faults, CancellationToken cancellationToken)
    {
        try
        {
            await MakeAsync(cancellationToken);
            var repository = new FaultedRepository(Folder, random);
            for (var i = 1; i <= faults; i++)
            {
                var (name, kind) = repository.Plant();
                Func<BackupRepository, CancellationToken, Task>? mend = i % MendEvery != 0 ? null
                    : name.StartsWith("packs/", StringComparison.Ordinal) ? BackUpAsync
                    : name.StartsWith("index/", StringComparison.Ordinal) ? (repository, token) => new IndexRepair(repository).RunAsync(token)
                    : null;
                await CheckAsync($"{kind} of {name}", mend, cancellationToken);
                repository.PutBack();
                if (i % 100 == 0)
                {
                    await progress.WriteLineAsync($"{i} faults: {Missed} missed, {WrongBytes} restores with wrong bytes, {Unmended} of {MendingTried} not mended");
                }
            }
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private string Folder => Path.Combine(root.FullName, "repository");

    private Task<BackupRepository> OpenAsync(CancellationToken cancellationToken) => BackupRepository.OpenAsync(new LocalFolderBackend(Folder), secret, cancellationToken: cancellationToken);

    /// <summary>A base and deltas in the index, several packs, snapshots that share some of them, two keys; nothing that is not in use.</summary>
    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        var repository = await BackupRepository.InitializeAsync(new LocalFolderBackend(Folder), secret, cancellationToken: cancellationToken);
        await repository.Keys.AddAsync(RepositorySecret.FromKeyFile(RandomNumberGenerator.GetBytes(32)), "spare", cancellationToken);
        source.Fill();
        for (var i = 0; i < 4; i++)
        {
            await BackUpAsync(repository, cancellationToken);
            source.Change();
            if (i == 1)
            {
                await new GarbageCollector(repository).RunAsync(new CollectionOptions { Grace = TimeSpan.Zero }, cancellationToken);
            }
        }

        await BackUpAsync(repository, cancellationToken);
        var whole = await new Verifier(repository).RunAsync(new VerificationOptions(), cancellationToken);
        if (!whole.IsSound)
        {
            throw new InvalidOperationException($"The repository is not sound before any fault: {whole.Problems[0]}");
        }
    }

    private async Task BackUpAsync(BackupRepository repository, CancellationToken cancellationToken)
    {
        var earlier = await repository.Snapshots.ListAsync((_, _) => { }, cancellationToken);
        var parent = earlier.Count == 0 ? null : earlier[^1];
        await using var writer = await SnapshotWriter.StartAsync(repository, new SnapshotOptions("faults", [source.Folder]) { Parent = parent?.Id, Workers = 2 }, cancellationToken);
        await FolderBackup.AddAsync(repository, writer, [source.Folder], new FolderBackupOptions { Parent = parent }, cancellationToken);
        states[(await writer.CommitAsync(cancellationToken: cancellationToken)).Id] = source.State;
    }

    private async Task CheckAsync(string fault, Func<BackupRepository, CancellationToken, Task>? mend, CancellationToken cancellationToken)
    {
        BackupRepository repository;
        VerificationResult result;
        try
        {
            repository = await OpenAsync(cancellationToken);
            result = await new Verifier(repository).RunAsync(new VerificationOptions { Workers = 2 }, cancellationToken);
        }
        catch (RepositoryException)
        {
            // It does not even open, and says so.
            return;
        }

        if (result.IsSound)
        {
            Missed++;
            await progress.WriteLineAsync($"missed: {fault}");
        }

        foreach (var snapshot in await repository.Snapshots.ListAsync((_, _) => { }, cancellationToken))
        {
            await CompareAsync(fault, repository, snapshot, cancellationToken);
        }

        if (mend is not null)
        {
            await MendAsync(fault, repository, mend, cancellationToken);
        }
    }

    private async Task CompareAsync(string fault, BackupRepository repository, SnapshotManifest snapshot, CancellationToken cancellationToken)
    {
        try
        {
            var difference = random.Next(4) == 0
                ? await SnapshotComparison.RestoreAsync(repository, snapshot, states[snapshot.Id], cancellationToken)
                : await SnapshotComparison.ReadAsync(repository, snapshot, states[snapshot.Id], cancellationToken);
            if (difference is not null)
            {
                WrongBytes++;
                await progress.WriteLineAsync($"wrong bytes after {fault}: {difference}");
            }
        }
        catch (RepositoryException)
        {
            // An error is what a damaged repository should yield.
        }
    }

    /// <summary>The newest snapshot is what the source still holds: it is whole again after one more backup, or after a repair of the index.</summary>
    private async Task MendAsync(string fault, BackupRepository repository, Func<BackupRepository, CancellationToken, Task> mend, CancellationToken cancellationToken)
    {
        MendingTried++;
        var newest = (await repository.Snapshots.ListAsync(cancellationToken))[^1];
        try
        {
            await mend(repository, cancellationToken);
            foreach (var snapshot in (await repository.Snapshots.ListAsync(cancellationToken)).Where(s => s.Created >= newest.Created))
            {
                if (await SnapshotComparison.ReadAsync(repository, snapshot, states[snapshot.Id], cancellationToken) is { } difference)
                {
                    throw new InvalidDataException(difference);
                }
            }
        }
        catch (Exception error) when (error is RepositoryException or InvalidDataException)
        {
            Unmended++;
            await progress.WriteLineAsync($"not mended after {fault}: {error.Message}");
        }
    }
}
