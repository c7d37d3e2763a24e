using System.Diagnostics;
using Lab.Repository.Backends;
using Lab.Repository.Collection;
using Lab.Repository.Files;
using Lab.Repository.Snapshots;
using Lab.Repository.Verification;

namespace Lab.Repository.Tests;

/// <summary>On a file system of 40 MiB in memory, which only root may mount.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryRepository place = new();
    private bool mounted;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Small => place.PathOf("small");

    [Fact]
    public async Task A_backup_that_fills_the_disk_says_so_and_leaves_what_was_complete_and_room_to_collect()
    {
        Mount();
        var repository = await BackupRepository.InitializeAsync(new LocalFolderBackend(Path.Combine(Small, "repository")), TemporaryRepository.Secret, cancellationToken: Token);
        var content = TemporaryRepository.Random(3_000_000, 1);
        var before = await TemporaryRepository.StoreAsync(repository, "a", content);

        var error = await Should.ThrowAsync<RepositoryException>(() => TemporaryRepository.StoreAsync(repository, "b", TemporaryRepository.Random(120_000_000, 2)));

        error.Error.ShouldBe(RepositoryError.Full);
        error.Message.ShouldNotContain('\n');
        (await TemporaryRepository.ReadAsync(repository, before, "a")).ShouldBe(content);
        await new GarbageCollector(repository).RunAsync(new CollectionOptions { Grace = TimeSpan.Zero }, Token);
        await new GarbageCollector(repository).RunAsync(new CollectionOptions { Grace = TimeSpan.Zero }, Token);
        (await new Verifier(repository).RunAsync(new VerificationOptions(), Token)).Problems.ShouldBeEmpty();
        var after = await TemporaryRepository.StoreAsync(repository, "c", TemporaryRepository.Random(20_000_000, 3));
        (await TemporaryRepository.ReadAsync(repository, after, "c")).ShouldBe(TemporaryRepository.Random(20_000_000, 3));
    }

    [Fact]
    public async Task A_restore_that_fills_the_disk_says_so_and_can_be_completed()
    {
        Mount();
        var repository = await place.InitializeAsync();
        var content = TemporaryRepository.Random(30_000_000, 1);
        var snapshot = await TemporaryRepository.StoreAsync(repository, "a", content);
        var ballast = Path.Combine(Small, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[20_000_000], Token);

        var error = await Should.ThrowAsync<RepositoryException>(() => RestoreAsync(repository, snapshot));

        error.Error.ShouldBe(RepositoryError.Full);
        File.Delete(ballast);
        await RestoreAsync(repository, snapshot);
        (await File.ReadAllBytesAsync(Path.Combine(Small, "target", "a"), Token)).ShouldBe(content);
    }

    public void Dispose()
    {
        if (mounted)
        {
            Run("umount", Small);
        }

        place.Dispose();
    }

    private static bool Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private void Mount()
    {
        Directory.CreateDirectory(Small);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root may mount a small file system: run as root to try a full disk.");
        mounted = Run("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", Small);
        Assert.SkipUnless(mounted, "A small file system could not be mounted here.");
    }

    private async Task<RestoreResult> RestoreAsync(BackupRepository repository, SnapshotManifest snapshot)
    {
        await using var reader = await SnapshotReader.OpenAsync(repository, snapshot, Token);
        return await FolderRestore.RunAsync(reader, Path.Combine(Small, "target"), new RestoreOptions { Workers = 2 }, Token);
    }
}
