using Lab.Repository.Backends;
using Lab.Repository.Keys;

namespace Lab.Repository.Tests;

public sealed class KeyAndErrorTests : IDisposable
{
    private readonly TemporaryRepository place = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Passphrases_and_key_files_come_and_go_without_rewriting_data()
    {
        var repository = await place.InitializeAsync();
        var snapshot = await TemporaryRepository.StoreAsync(repository, "a", [1, 2, 3]);
        var file = RepositorySecret.FromKeyFile(TemporaryRepository.Random(64, 1));
        var second = RepositorySecret.FromPassphrase("another");

        await repository.Keys.AddAsync(file, "file", Token);
        await repository.Keys.ChangeAsync(TemporaryRepository.Secret, second, Token);

        (await Should.ThrowAsync<RepositoryException>(() => place.OpenAsync())).Error.ShouldBe(RepositoryError.WrongPassphrase);
        foreach (var secret in new[] { file, second })
        {
            var opened = await BackupRepository.OpenAsync(new LocalFolderBackend(place.Folder), secret, cancellationToken: Token);
            (await TemporaryRepository.ReadAsync(opened, snapshot, "a")).ShouldBe([1, 2, 3]);
        }

        var slots = await repository.Keys.ListAsync(Token);
        slots.Count.ShouldBe(2);
        await repository.Keys.RemoveAsync(slots[0].Id, Token);
        (await Should.ThrowAsync<RepositoryException>(() => repository.Keys.RemoveAsync(slots[1].Id, Token))).Error.ShouldBe(RepositoryError.Invalid);
    }

    [Fact]
    public async Task A_wrong_passphrase_is_said_in_one_line()
    {
        await place.InitializeAsync();

        var error = await Should.ThrowAsync<RepositoryException>(() => BackupRepository.OpenAsync(new LocalFolderBackend(place.Folder), RepositorySecret.FromPassphrase("wrong"), cancellationToken: Token));

        error.Error.ShouldBe(RepositoryError.WrongPassphrase);
        error.Message.ShouldNotContain("wrong");
        error.Message.ShouldNotContain('\n');
    }

    [Fact]
    public async Task A_newer_repository_is_left_alone()
    {
        await place.InitializeAsync();
        var config = Path.Combine(place.Folder, "config");
        await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(config, Token)).Replace("\"version\":1", "\"version\":2"), Token);

        (await Should.ThrowAsync<RepositoryException>(() => place.OpenAsync())).Error.ShouldBe(RepositoryError.Newer);
    }

    [Fact]
    public async Task There_is_one_repository_in_a_place()
    {
        await place.InitializeAsync();

        (await Should.ThrowAsync<RepositoryException>(() => place.InitializeAsync())).Error.ShouldBe(RepositoryError.Exists);
        (await Should.ThrowAsync<RepositoryException>(() => BackupRepository.OpenAsync(new LocalFolderBackend(place.PathOf("nowhere")), TemporaryRepository.Secret, cancellationToken: Token))).Error.ShouldBe(RepositoryError.NotFound);
    }

    [Fact]
    public async Task Of_many_that_put_the_same_object_exactly_one_wins()
    {
        var backend = new LocalFolderBackend(place.Folder);

        var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => backend.PutAsync("snapshots/x", new byte[] { (byte)i }, onlyIfAbsent: true, Token), Token)));

        won.Count(w => w).ShouldBe(1);
        (await backend.GetAsync("snapshots/x", Token))!.Single().ShouldBe((byte)Array.IndexOf(won, true));
        (await backend.ListAsync("snapshots/", Token)).Single().Key.ShouldBe("snapshots/x");
    }

    [Fact]
    public async Task Neither_names_nor_contents_stand_readable_in_the_repository()
    {
        var repository = await place.InitializeAsync();
        place.Write("a-telling-name", "a telling content"u8.ToArray());
        await place.BackUpAsync(repository);

        foreach (var file in Directory.GetFiles(place.Folder, "*", SearchOption.AllDirectories))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Token));
            text.ShouldNotContain("telling");
            text.ShouldNotContain(TemporaryRepository.Passphrase);
        }
    }

    [Fact]
    public async Task A_source_that_fails_midway_leaves_no_snapshot_and_its_data_are_used_again()
    {
        var repository = await place.InitializeAsync();
        var content = TemporaryRepository.Random(30_000_000, 1);
        await using (var writer = await Pipeline.SnapshotWriter.StartAsync(repository, new Pipeline.SnapshotOptions("test", ["x"]) { Workers = 2 }, Token))
        {
            await writer.AddFileAsync(new Snapshots.SnapshotEntry { Path = "a" }, new MemoryStream(content), Chunking.ChunkingKind.ContentDefined, Token);
            await Should.ThrowAsync<IOException>(() => writer.AddFileAsync(new Snapshots.SnapshotEntry { Path = "b" }, new FailingStream(), Chunking.ChunkingKind.ContentDefined, Token));
        }

        (await repository.Snapshots.ListAsync(Token)).ShouldBeEmpty();
        (await repository.Locks.ListAsync(Token)).ShouldBeEmpty();
        (await TemporaryRepository.ReadAsync(repository, await TemporaryRepository.StoreAsync(repository, "a", content), "a")).ShouldBe(content);
    }

    [Fact]
    public async Task A_storage_that_fails_midway_is_said_and_what_was_complete_stays()
    {
        var repository = await place.InitializeAsync();
        var before = await TemporaryRepository.StoreAsync(repository, "a", [1]);
        var failing = await BackupRepository.OpenAsync(new FailingBackend(new LocalFolderBackend(place.Folder), puts: 2), TemporaryRepository.Secret, cancellationToken: Token);

        var error = await Should.ThrowAsync<RepositoryException>(() => TemporaryRepository.StoreAsync(failing, "b", TemporaryRepository.Random(80_000_000, 1)));

        error.Error.ShouldBe(RepositoryError.Full);
        (await TemporaryRepository.ReadAsync(repository, before, "a")).ShouldBe([1]);
        (await new Verification.Verifier(repository).RunAsync(new Verification.VerificationOptions(), Token)).IsSound.ShouldBeTrue();
    }

    public void Dispose() => place.Dispose();
}
