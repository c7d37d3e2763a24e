using Lab.Repository.Backends;
using Lab.Repository.Chunking;
using Lab.Repository.Collection;
using Lab.Repository.Copying;
using Lab.Repository.Locks;
using Lab.Repository.Pipeline;
using Lab.Repository.Snapshots;
using Lab.Repository.Verification;
using Microsoft.Extensions.Time.Testing;

namespace Lab.Repository.Tests;

public sealed class CollectionTests : IDisposable
{
    /// <summary>One of contents, one of its catalog.</summary>
    private const int PacksOfASnapshot = 2;

    private static readonly CollectionOptions NoGrace = new() { Grace = TimeSpan.Zero };
    private readonly TemporaryRepository place = new();
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_no_snapshot_needs_is_freed_and_what_one_needs_stays()
    {
        var repository = await place.InitializeAsync(time);
        var gone = await TemporaryRepository.StoreAsync(repository, "gone", TemporaryRepository.Random(2_000_000, 1));
        var kept = await TemporaryRepository.StoreAsync(repository, "kept", TemporaryRepository.Random(1_000_000, 2));
        await repository.Snapshots.RemoveAsync(gone.Id, Token);
        time.Advance(TimeSpan.FromHours(1));

        var dry = await new GarbageCollector(repository).RunAsync(NoGrace with { DryRun = true }, Token);
        dry.UnusedPacks.ShouldBe(PacksOfASnapshot);
        StoredBytes().ShouldBeGreaterThan(2_900_000);
        var result = await new GarbageCollector(repository).RunAsync(NoGrace, Token);

        result.RemovedPacks.ShouldBe(PacksOfASnapshot);
        StoredBytes().ShouldBeLessThan(1_100_000);
        (await TemporaryRepository.ReadAsync(repository, kept, "kept")).ShouldBe(TemporaryRepository.Random(1_000_000, 2));
        await ShouldBeSoundAsync(repository);
    }

    [Fact]
    public async Task What_is_younger_than_the_grace_is_left_alone()
    {
        var repository = await place.InitializeAsync(time);
        var gone = await TemporaryRepository.StoreAsync(repository, "gone", TemporaryRepository.Random(100_000, 1));
        await repository.Snapshots.RemoveAsync(gone.Id, Token);
        time.Advance(TimeSpan.FromHours(24));

        (await new GarbageCollector(repository).RunAsync(new CollectionOptions(), Token)).RemovedPacks.ShouldBe(0);
        time.Advance(TimeSpan.FromMinutes(6));
        (await new GarbageCollector(repository).RunAsync(new CollectionOptions(), Token)).RemovedPacks.ShouldBe(PacksOfASnapshot);
    }

    [Fact]
    public async Task A_pack_that_is_used_in_part_is_written_anew()
    {
        var repository = await place.InitializeAsync(time);
        var large = TemporaryRepository.Random(8_000_000, 1);
        var first = await TemporaryRepository.StoreAsync(repository, "first", large);
        var second = await TemporaryRepository.StoreAsync(repository, "second", large[..1_000_000]);
        await repository.Snapshots.RemoveAsync(first.Id, Token);
        time.Advance(TimeSpan.FromHours(1));

        var result = await new GarbageCollector(repository).RunAsync(NoGrace, Token);

        result.RepackedPacks.ShouldBeGreaterThanOrEqualTo(1);
        StoredBytes().ShouldBeLessThan(1_500_000);
        (await TemporaryRepository.ReadAsync(repository, second, "second")).ShouldBe(large[..1_000_000]);
        await ShouldBeSoundAsync(repository);
    }

    [Fact]
    public async Task Many_small_packs_become_one_of_contents_and_one_of_catalogs()
    {
        var repository = await place.InitializeAsync(time);
        for (var i = 0; i < 10; i++)
        {
            await TemporaryRepository.StoreAsync(repository, "a", TemporaryRepository.Random(10_000, i));
        }

        time.Advance(TimeSpan.FromHours(1));
        await new GarbageCollector(repository).RunAsync(NoGrace, Token);

        Directory.GetFiles(Path.Combine(place.Folder, "packs"), "*", SearchOption.AllDirectories).Length.ShouldBe(PacksOfASnapshot);
        Directory.GetFiles(Path.Combine(place.Folder, "index")).Length.ShouldBe(1);
        await ShouldBeSoundAsync(repository);
    }

    [Fact]
    public async Task A_writer_that_began_before_may_refer_to_what_is_doomed_meanwhile()
    {
        var repository = await place.InitializeAsync(time);
        var content = TemporaryRepository.Random(1_000_000, 1);
        var gone = await TemporaryRepository.StoreAsync(repository, "gone", content);
        await repository.Snapshots.RemoveAsync(gone.Id, Token);
        time.Advance(TimeSpan.FromHours(1));

        SnapshotManifest snapshot;
        await using (var writer = await SnapshotWriter.StartAsync(repository, new SnapshotOptions("test", ["x"]), Token))
        {
            var during = await new GarbageCollector(repository).RunAsync(NoGrace, Token);
            during.RemovedPacks.ShouldBe(0);
            during.WaitingPacks.ShouldBe(PacksOfASnapshot);
            await writer.AddFileAsync(new SnapshotEntry { Path = "again" }, new MemoryStream(content), ChunkingKind.ContentDefined, Token);
            snapshot = await writer.CommitAsync(cancellationToken: Token);
        }

        snapshot.Statistics.NewBytes.ShouldBeLessThan(10_000);
        time.Advance(TimeSpan.FromHours(1));
        await new GarbageCollector(repository).RunAsync(NoGrace, Token);
        (await TemporaryRepository.ReadAsync(repository, snapshot, "again")).ShouldBe(content);
        await ShouldBeSoundAsync(repository);
    }

    [Fact]
    public async Task A_snapshot_that_comes_while_garbage_is_collected_is_not_missed_in_the_older_index()
    {
        var repository = await place.InitializeAsync(time);
        var gone = await TemporaryRepository.StoreAsync(repository, "gone", TemporaryRepository.Random(100_000, 1));
        await repository.Snapshots.RemoveAsync(gone.Id, Token);
        time.Advance(TimeSpan.FromHours(1));
        var backend = new InterruptedBackend(new LocalFolderBackend(place.Folder), "index/base-", () => TemporaryRepository.StoreAsync(repository, "new", TemporaryRepository.Random(100_000, 2)));
        var collecting = await BackupRepository.OpenAsync(backend, TemporaryRepository.Secret, time, Token);

        (await new GarbageCollector(collecting).RunAsync(NoGrace, Token)).MissingChunks.ShouldBe(0);

        (await repository.Snapshots.ListAsync(Token)).Count.ShouldBe(1);
        await ShouldBeSoundAsync(repository);
    }

    [Fact]
    public async Task A_writer_whose_clock_was_ahead_when_it_began_loses_nothing()
    {
        var repository = await place.InitializeAsync(time);
        var content = TemporaryRepository.Random(1_000_000, 1);
        var gone = await TemporaryRepository.StoreAsync(repository, "gone", content);
        await repository.Snapshots.RemoveAsync(gone.Id, Token);
        time.Advance(TimeSpan.FromHours(1));
        var ahead = await place.OpenAsync(new FakeTimeProvider(time.GetUtcNow() + TimeSpan.FromHours(2)));

        SnapshotManifest snapshot;
        await using (var writer = await SnapshotWriter.StartAsync(ahead, new SnapshotOptions("test", ["x"]), Token))
        {
            (await new GarbageCollector(repository).RunAsync(NoGrace, Token)).RemovedPacks.ShouldBe(0);
            await writer.AddFileAsync(new SnapshotEntry { Path = "again" }, new MemoryStream(content), ChunkingKind.ContentDefined, Token);
            snapshot = await writer.CommitAsync(cancellationToken: Token);
        }

        (await TemporaryRepository.ReadAsync(repository, snapshot, "again")).ShouldBe(content);
        await ShouldBeSoundAsync(repository);
    }

    [Fact]
    public async Task Nothing_is_taken_away_from_a_reader()
    {
        var repository = await place.InitializeAsync(time);
        var content = TemporaryRepository.Random(3_000_000, 1);
        var snapshot = await TemporaryRepository.StoreAsync(repository, "a", content);
        await using (var reader = await SnapshotReader.OpenAsync(repository, snapshot, Token))
        {
            var entry = await reader.FindAsync("a", Token);
            await repository.Snapshots.RemoveAsync(snapshot.Id, Token);
            time.Advance(TimeSpan.FromHours(1));
            await new GarbageCollector(repository).RunAsync(NoGrace, Token);

            await using var stream = reader.Open(entry);
            var read = new byte[content.Length];
            await stream.ReadExactlyAsync(read, Token);
            read.ShouldBe(content);
        }

        (await new GarbageCollector(repository).RunAsync(NoGrace, Token)).RemovedPacks.ShouldBe(PacksOfASnapshot);
    }

    [Fact]
    public async Task A_writer_whose_lock_was_broken_cannot_commit()
    {
        var repository = await place.InitializeAsync(time);
        await using var writer = await SnapshotWriter.StartAsync(repository, new SnapshotOptions("test", ["x"]), Token);
        await writer.AddFileAsync(new SnapshotEntry { Path = "a" }, new MemoryStream([1]), ChunkingKind.ContentDefined, Token);

        // Another machine's writer that was not heard of for an hour.
        var record = (await repository.Locks.ListAsync(Token)).Single();
        await repository.Locks.WriteAsync(record with { Host = "elsewhere", Refreshed = time.GetUtcNow() - TimeSpan.FromHours(1) }, Token);
        (await repository.Locks.BreakStaleAsync(Token)).ShouldBeEmpty();

        (await Should.ThrowAsync<RepositoryException>(() => writer.CommitAsync(cancellationToken: Token))).Error.ShouldBe(RepositoryError.Locked);
        (await repository.Snapshots.ListAsync(Token)).ShouldBeEmpty();

        // Even one that looked just before: the fence has taken the name.
        await using var later = await SnapshotWriter.StartAsync(repository, new SnapshotOptions("test", ["x"]), Token);
        await SnapshotStore.FenceAsync(repository.Backend, repository.Cipher, later.Id, time.GetUtcNow(), Token);
        (await Should.ThrowAsync<RepositoryException>(() => later.CommitAsync(cancellationToken: Token))).Error.ShouldBe(RepositoryError.Locked);
        (await repository.Snapshots.ListAsync(Token)).ShouldBeEmpty();
        await ShouldBeSoundAsync(repository);
    }

    [Fact]
    public async Task The_lock_of_a_process_that_is_gone_is_stale_at_once_and_its_packs_are_garbage()
    {
        var repository = await place.InitializeAsync(time);
        var started = time.GetUtcNow();
        var record = new LockRecord(Guid.NewGuid(), LockPurpose.Write, Environment.MachineName, LockHolder.Space, 4_000_000, started, started, started, Guid.NewGuid().ToString("n"));
        await repository.Locks.WriteAsync(record, Token);
        using (var pack = new Packs.PackBuilder(repository.Cipher, new Format.PackId(record.Id, 0)))
        {
            pack.Add([0, 1, 2], [new Packs.BlobChunk(repository.Cipher.Identify([1, 2]), 2)]);
            var (_, content) = pack.Close(started);
            await repository.Backend.PutAsync(pack.Id.Key, content, onlyIfAbsent: true, Token);
        }

        time.Advance(TimeSpan.FromHours(1));
        await new GarbageCollector(repository).RunAsync(NoGrace, Token);

        Directory.GetFiles(Path.Combine(place.Folder, "packs"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(place.Folder, "locks")).ShouldBeEmpty();
        (await repository.Snapshots.ListAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_collections_at_once_one_wins_and_the_other_changes_nothing()
    {
        var repository = await place.InitializeAsync(time);
        await TemporaryRepository.StoreAsync(repository, "a", [1]);
        var index = await repository.Index.LoadAsync(Token);
        await repository.Index.ReplaceAsync(index, [.. index.Packs], Token);

        (await Should.ThrowAsync<RepositoryException>(() => repository.Index.ReplaceAsync(index, [], Token))).Error.ShouldBe(RepositoryError.Locked);
        await ShouldBeSoundAsync(repository);
    }

    [Fact]
    public async Task Writers_readers_pruning_and_collections_at_once_lose_nothing()
    {
        var repository = await place.InitializeAsync();
        var contents = Enumerable.Range(0, 6).Select(i => TemporaryRepository.Random(300_000, i)).ToArray();
        var kept = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        using var done = new CancellationTokenSource();
        var collecting = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    try
                    {
                        await new GarbageCollector(await place.OpenAsync()).RunAsync(NoGrace, Token);
                    }
                    catch (RepositoryException error) when (error.Error == RepositoryError.Locked)
                    {
                        // Another collection was faster.
                    }
                }
            },
            Token);

        await Parallel.ForEachAsync(Enumerable.Range(0, 24), new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = Token }, async (round, token) =>
        {
            var snapshot = await TemporaryRepository.StoreAsync(repository, "a", contents[round % contents.Length]);
            (await TemporaryRepository.ReadAsync(repository, snapshot, "a")).ShouldBe(contents[round % contents.Length]);
            if (round % 3 == 0)
            {
                kept[snapshot.Id] = round % contents.Length;
            }
            else
            {
                await repository.Snapshots.RemoveAsync(snapshot.Id, token);
            }
        });
        await done.CancelAsync();
        await collecting;

        foreach (var snapshot in await repository.Snapshots.ListAsync(Token))
        {
            (await TemporaryRepository.ReadAsync(repository, snapshot, "a")).ShouldBe(contents[kept[snapshot.Id]]);
        }

        (await repository.Snapshots.ListAsync(Token)).Count.ShouldBe(kept.Count);
        await ShouldBeSoundAsync(repository);
    }

    [Fact]
    public async Task A_copy_in_another_repository_is_the_same_and_is_made_once()
    {
        var repository = await place.InitializeAsync(time);
        var other = await BackupRepository.InitializeAsync(new Backends.LocalFolderBackend(place.PathOf("other")), TemporaryRepository.Secret, time, Token);
        place.Write("large", TemporaryRepository.Random(2_000_000, 1));
        place.Write("base/1/2", new byte[8192 * 20]);
        var first = await place.BackUpAsync(repository);
        await new Copier(repository, other).CopyAsync([first], cancellationToken: Token);
        place.Write("small", [1]);
        time.Advance(TimeSpan.FromMinutes(1));
        await place.BackUpAsync(repository, first);

        var copied = await new Copier(repository, other).CopyAsync(await repository.Snapshots.ListAsync(Token), cancellationToken: Token);

        copied.Single().Statistics.UnreadBytes.ShouldBeGreaterThan(2_000_000);
        (await TemporaryRepository.ReadAsync(other, copied[0], "large")).ShouldBe(TemporaryRepository.Random(2_000_000, 1));
        (await TemporaryRepository.ReadAsync(other, copied[0], "small")).ShouldBe([1]);
        (await other.Snapshots.ListAsync(Token)).Select(s => s.Created).ShouldBe((await repository.Snapshots.ListAsync(Token)).Select(s => s.Created));
        await ShouldBeSoundAsync(other);
    }

    public void Dispose() => place.Dispose();

    private static async Task ShouldBeSoundAsync(BackupRepository repository) =>
        (await new Verifier(repository).RunAsync(new VerificationOptions(), Token)).Problems.ShouldBeEmpty();

    private long StoredBytes() => Directory.GetFiles(Path.Combine(place.Folder, "packs"), "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
}
