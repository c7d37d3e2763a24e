using Lab.Repository.Collection;
using Lab.Repository.Files;
using Lab.Repository.Index;
using Lab.Repository.Pipeline;
using Lab.Repository.Snapshots;
using Lab.Repository.Verification;

namespace Lab.Repository.Tests;

/// <summary>What is damaged is stored anew by the next backup that still finds it in its source.</summary>
public sealed class HealingTests : IDisposable
{
    private readonly TemporaryRepository place = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("flip")]
    [InlineData("cut")]
    [InlineData("delete")]
    public async Task After_a_verification_the_next_backup_makes_older_snapshots_whole_again(string kind)
    {
        var repository = await place.InitializeAsync();
        var content = TemporaryRepository.Random(3_000_000, 1);
        place.Write("file", content);
        var first = await place.BackUpAsync(repository);
        Damage(place.Packs().Single(), kind);
        (await VerifyAsync(repository)).DamagedSnapshots.ShouldBe([first.Id]);

        // The file has not changed: it is read again all the same.
        var second = await place.BackUpAsync(repository, first);
        second.Statistics.UnreadBytes.ShouldBe(0);

        foreach (var snapshot in new[] { first, second })
        {
            (await TemporaryRepository.ReadAsync(repository, snapshot, "file")).ShouldBe(content);
        }

        var healed = await VerifyAsync(repository);
        healed.Problems.ShouldBeEmpty();
        healed.HealedPacks.ShouldBe(1);
        await CollectAsync(repository);
        await CollectAsync(repository);
        (await VerifyAsync(repository)).HealedPacks.ShouldBe(0);
        (await repository.Damage.ReadAsync(Token)).ShouldBeEmpty();
        (await TemporaryRepository.ReadAsync(repository, first, "file")).ShouldBe(content);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("delete")]
    public async Task A_backup_notices_by_itself_what_its_storage_lost(string kind)
    {
        var repository = await place.InitializeAsync();
        var content = TemporaryRepository.Random(3_000_000, 1);
        var first = await TemporaryRepository.StoreAsync(repository, "a", content);
        Damage(place.Packs().Single(), kind);

        var second = await TemporaryRepository.StoreAsync(repository, "a", content);

        (await TemporaryRepository.ReadAsync(repository, second, "a")).ShouldBe(content);
        (await TemporaryRepository.ReadAsync(repository, first, "a")).ShouldBe(content);
    }

    [Fact]
    public async Task A_backup_whose_predecessor_has_a_damaged_catalog_reads_everything_and_says_so()
    {
        var repository = await place.InitializeAsync();
        var content = TemporaryRepository.Random(300_000, 1);
        place.Write("file", content);
        var first = await place.BackUpAsync(repository);

        var catalog = (await repository.Index.LoadAsync(Token)).Find(first.Catalog[0].Id);
        var pack = Path.Combine(place.Folder, catalog.Pack.Id.Key);
        place.Packs().ShouldNotContain(pack);
        var bytes = await File.ReadAllBytesAsync(pack, Token);
        bytes[catalog.Blob.Offset + 3] ^= 1;
        await File.WriteAllBytesAsync(pack, bytes, Token);

        var notices = new List<string>();
        SnapshotManifest second;
        await using (var writer = await SnapshotWriter.StartAsync(repository, new SnapshotOptions("test", [place.Source]) { Parent = first.Id, Workers = 2 }, Token))
        {
            await FolderBackup.AddAsync(repository, writer, [place.Source], new FolderBackupOptions { Parent = first, Notice = notices.Add }, Token);
            second = await writer.CommitAsync(cancellationToken: Token);
        }

        notices.Single().ShouldContain("damaged");
        (await TemporaryRepository.ReadAsync(repository, second, "file")).ShouldBe(content);
        (await VerifyAsync(repository)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_damaged_manifest_hides_no_other_snapshot_and_can_be_removed()
    {
        var repository = await place.InitializeAsync();
        var whole = await TemporaryRepository.StoreAsync(repository, "a", [1, 2, 3]);
        var broken = await TemporaryRepository.StoreAsync(repository, "b", [4, 5, 6]);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "snapshots", broken.Id), "rubbish", Token);

        (await repository.Snapshots.FindAsync(whole.Id[..8], cancellationToken: Token)).Id.ShouldBe(whole.Id);
        (await Should.ThrowAsync<RepositoryException>(() => repository.Snapshots.FindAsync("latest", cancellationToken: Token))).Error.ShouldBe(RepositoryError.Damaged);
        (await Should.ThrowAsync<RepositoryException>(() => repository.Snapshots.FindAsync(broken.Id, cancellationToken: Token))).Error.ShouldBe(RepositoryError.Damaged);
        await Should.ThrowAsync<RepositoryException>(() => CollectAsync(repository));

        await repository.Snapshots.RemoveAsync(await repository.Snapshots.FindIdAsync(broken.Id[..8], Token), Token);

        await CollectAsync(repository);
        (await VerifyAsync(repository)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lost_snapshot_key_or_configuration_is_told_from_a_removed_one()
    {
        var repository = await place.InitializeAsync();
        var lost = await TemporaryRepository.StoreAsync(repository, "a", [1, 2, 3]);
        var removed = await TemporaryRepository.StoreAsync(repository, "b", [4, 5, 6]);
        var slot = (await repository.Keys.ListAsync(Token)).Single();
        var other = await repository.Keys.AddAsync(Keys.RepositorySecret.FromPassphrase("other"), "other", Token);
        await repository.Keys.RemoveAsync(other.Id, Token);
        await repository.Snapshots.RemoveAsync(removed.Id, Token);
        (await VerifyAsync(repository)).Problems.ShouldBeEmpty();

        File.Delete(Path.Combine(place.Folder, "snapshots", lost.Id));
        File.Delete(Path.Combine(place.Folder, "keys", slot.Id));
        File.Delete(Path.Combine(place.Folder, "config"));

        var problems = (await VerifyAsync(repository)).Problems;
        problems.Count.ShouldBe(3);
        problems.ShouldAllBe(p => p.EndsWith("is missing, and nobody removed it."));
        await repository.Snapshots.RemoveAsync(await repository.Snapshots.FindIdAsync(lost.Id, Token), Token);
        (await VerifyAsync(repository)).Problems.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_configuration_whose_id_was_altered_is_not_taken_for_a_wrong_passphrase()
    {
        var repository = await place.InitializeAsync();
        var config = Path.Combine(place.Folder, "config");
        await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(config, Token)).Replace(repository.Id, new string('0', 32)), Token);

        var error = await Should.ThrowAsync<RepositoryException>(() => place.OpenAsync());

        error.Error.ShouldBe(RepositoryError.Damaged);
        error.Message.ShouldContain(repository.Id);
    }

    [Fact]
    public async Task A_lost_index_file_costs_no_pack()
    {
        var repository = await place.InitializeAsync();
        var content = TemporaryRepository.Random(300_000, 1);
        await TemporaryRepository.StoreAsync(repository, "a", content);
        var delta = Directory.GetFiles(Path.Combine(place.Folder, "index")).Single();
        await TemporaryRepository.StoreAsync(repository, "b", [1]);
        var saved = await File.ReadAllBytesAsync(delta, Token);
        File.Delete(delta);

        // The catalog is lost with the index file.
        await Should.ThrowAsync<RepositoryException>(() => CollectAsync(repository));
        place.Packs().Length.ShouldBe(2);

        await File.WriteAllBytesAsync(delta, saved, Token);
        await CollectAsync(repository);
        (await VerifyAsync(repository)).Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("flip")]
    [InlineData("cut")]
    [InlineData("delete")]
    public async Task The_index_is_made_anew_from_the_packs(string kind)
    {
        var repository = await place.InitializeAsync();
        var contents = Enumerable.Range(0, 3).Select(i => TemporaryRepository.Random(300_000, i)).ToArray();
        var snapshots = new List<SnapshotManifest>();
        foreach (var content in contents)
        {
            snapshots.Add(await TemporaryRepository.StoreAsync(repository, "a", content));
            if (snapshots.Count == 2)
            {
                await CollectAsync(repository);
            }
        }

        foreach (var file in Directory.GetFiles(Path.Combine(place.Folder, "index")))
        {
            Damage(file, kind);
        }

        var damaged = await VerifyAsync(repository);
        damaged.DamagedSnapshots.Count.ShouldBe(3);
        damaged.Problems.ShouldContain(p => p.Contains("'repair'"));
        var repaired = await new IndexRepair(repository).RunAsync(Token);

        repaired.FoundPacks.ShouldBe(6);
        repaired.Problems.ShouldBeEmpty();
        (await VerifyAsync(repository)).Problems.ShouldBeEmpty();
        for (var i = 0; i < contents.Length; i++)
        {
            (await TemporaryRepository.ReadAsync(repository, snapshots[i], "a")).ShouldBe(contents[i]);
        }

        (await TemporaryRepository.StoreAsync(repository, "a", contents[0])).Statistics.NewBytes.ShouldBeLessThan(10_000);
    }

    [Fact]
    public async Task The_index_is_not_repaired_under_a_writer()
    {
        var repository = await place.InitializeAsync();
        await using var writer = await SnapshotWriter.StartAsync(repository, new SnapshotOptions("test", ["x"]), Token);

        (await Should.ThrowAsync<RepositoryException>(() => new IndexRepair(repository).RunAsync(Token))).Error.ShouldBe(RepositoryError.Locked);
    }

    public void Dispose() => place.Dispose();

    private static Task<VerificationResult> VerifyAsync(BackupRepository repository) => new Verifier(repository).RunAsync(new VerificationOptions { Workers = 2 }, Token);

    private static Task<CollectionResult> CollectAsync(BackupRepository repository) => new GarbageCollector(repository).RunAsync(new CollectionOptions { Grace = TimeSpan.Zero }, Token);

    private static void Damage(string file, string kind)
    {
        var bytes = File.ReadAllBytes(file);
        switch (kind)
        {
            case "flip":
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(file, bytes);
                break;
            case "cut":
                File.WriteAllBytes(file, bytes[..(bytes.Length / 3)]);
                break;
            default:
                File.Delete(file);
                break;
        }
    }
}
