using Amazon.S3;
using Amazon.S3.Model;
using Lab.Repository.Backends;
using Lab.Repository.Collection;
using Lab.Repository.Snapshots;
using Lab.Repository.Verification;

namespace Lab.Repository.Tests;

/// <summary>Against a real S3 server, and against the lab's own object store.</summary>
public sealed class S3BackendTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(S3Server.Own)]
    [InlineData(S3Server.Strict)]
    public async Task A_repository_in_a_bucket_is_a_repository(string name)
    {
        await using var server = await S3Server.StartAsync(name, Token);
        var backend = new S3Backend(server.Client, server.Bucket, "some/prefix");

        (await backend.GetAsync("config", Token)).ShouldBeNull();
        (await backend.PutAsync("snapshots/x", new byte[] { 1 }, onlyIfAbsent: true, Token)).ShouldBeTrue();
        (await backend.PutAsync("snapshots/x", new byte[] { 2 }, onlyIfAbsent: true, Token)).ShouldBeFalse();
        (await backend.TryReadAsync("snapshots/x", 0, new byte[2], Token)).ShouldBeFalse();
        (await backend.TryReadAsync("snapshots/y", 0, new byte[2], Token)).ShouldBeFalse();
        await backend.DeleteAsync("snapshots/x", Token);
        await backend.DeleteAsync("snapshots/x", Token);
        (await backend.ListAsync("snapshots/", Token)).ShouldBeEmpty();

        var repository = await BackupRepository.InitializeAsync(backend, TemporaryRepository.Secret, cancellationToken: Token);
        var content = TemporaryRepository.Random(3_000_000, 1);
        var gone = await TemporaryRepository.StoreAsync(repository, "a", TemporaryRepository.Random(200_000, 2));
        var snapshot = await TemporaryRepository.StoreAsync(repository, "a", content);
        await repository.Snapshots.RemoveAsync(gone.Id, Token);
        await CollectAsync(repository);

        (await TemporaryRepository.ReadAsync(await OpenAsync(backend), snapshot, "a")).ShouldBe(content);
        (await VerifyAsync(repository)).Problems.ShouldBeEmpty();
        var nowhere = await Should.ThrowAsync<RepositoryException>(() => new S3Backend(server.Client, "no-such-bucket-at-all").GetAsync("config", Token));
        nowhere.Error.ShouldBe(RepositoryError.NotFound);
    }

    [Theory]
    [InlineData(S3Server.Own)]
    [InlineData(S3Server.Strict)]
    public async Task What_a_bucket_lost_is_found_and_stored_anew(string name)
    {
        await using var server = await S3Server.StartAsync(name, Token);
        var backend = new S3Backend(server.Client, server.Bucket);
        var repository = await BackupRepository.InitializeAsync(backend, TemporaryRepository.Secret, cancellationToken: Token);
        var content = TemporaryRepository.Random(1_000_000, 1);
        var first = await TemporaryRepository.StoreAsync(repository, "a", content);
        var pack = (await backend.ListAsync("packs/", Token)).MaxBy(o => o.Length)!.Key;
        var bytes = (await backend.GetAsync(pack, Token))!;
        bytes[5000] ^= 1;
        await backend.PutAsync(pack, bytes, onlyIfAbsent: false, Token);
        (await VerifyAsync(repository)).DamagedSnapshots.ShouldBe([first.Id]);

        await TemporaryRepository.StoreAsync(repository, "a", content);

        (await TemporaryRepository.ReadAsync(repository, first, "a")).ShouldBe(content);
        (await VerifyAsync(repository)).Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(S3Server.Own)]
    [InlineData(S3Server.Strict)]
    public async Task Several_writers_and_collections_use_a_bucket_at_once(string name)
    {
        await using var server = await S3Server.StartAsync(name, Token);
        var backend = new S3Backend(server.Client, server.Bucket);
        var repository = await BackupRepository.InitializeAsync(backend, TemporaryRepository.Secret, cancellationToken: Token);
        var contents = Enumerable.Range(0, 4).Select(i => TemporaryRepository.Random(500_000, i)).ToArray();

        var writing = Task.WhenAll(contents.Select(c => Task.Run(() => TemporaryRepository.StoreAsync(repository, "a", c), Token)));
        var collections = 0;
        while (!writing.IsCompleted || collections == 0)
        {
            try
            {
                await CollectAsync(repository);
                collections++;
            }
            catch (RepositoryException error) when (error.Error == RepositoryError.Locked)
            {
                // A writer's new index file was faster: the next one.
            }
        }

        var snapshots = await writing;
        for (var i = 0; i < contents.Length; i++)
        {
            (await TemporaryRepository.ReadAsync(repository, snapshots[i], "a")).ShouldBe(contents[i]);
        }

        (await VerifyAsync(repository)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_dies_midway_is_said_in_one_line_and_costs_nothing_that_was_complete()
    {
        await using var server = await S3Server.StartAsync(S3Server.Own, Token);
        var backend = new S3Backend(server.Client, server.Bucket);
        var repository = await BackupRepository.InitializeAsync(backend, TemporaryRepository.Secret, cancellationToken: Token);
        var before = await TemporaryRepository.StoreAsync(repository, "a", [1, 2, 3]);
        var content = TemporaryRepository.Random(120_000_000, 1);

        var writing = Task.Run(() => TemporaryRepository.StoreAsync(repository, "b", content), Token);
        while ((await backend.ListAsync("packs/", Token)).Count < 2)
        {
            await Task.Yield();
        }

        await server.KillAsync(Token);
        var error = await Should.ThrowAsync<RepositoryException>(() => writing);
        error.Error.ShouldBe(RepositoryError.Storage);
        error.Message.ShouldContain("does not answer");
        error.Message.ShouldNotContain('\n');

        await server.StartAgainAsync(Token);
        (await TemporaryRepository.ReadAsync(repository, before, "a")).ShouldBe([1, 2, 3]);
        (await VerifyAsync(repository)).Problems.ShouldBeEmpty();
        (await TemporaryRepository.ReadAsync(repository, await TemporaryRepository.StoreAsync(repository, "b", content), "b")).ShouldBe(content);
    }

    [Fact]
    public async Task Contents_in_the_archive_are_read_once_they_were_retrieved_and_all_else_works_before()
    {
        await using var server = await S3Server.StartAsync(S3Server.Own, Token);
        var backend = new S3Backend(server.Client, server.Bucket, packClass: "GLACIER");
        var repository = await BackupRepository.InitializeAsync(backend, TemporaryRepository.Secret, cancellationToken: Token);
        var content = TemporaryRepository.Random(1_000_000, 1);
        var snapshot = await TemporaryRepository.StoreAsync(repository, "a", content);

        var objects = (await server.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = server.Bucket }, Token)).S3Objects;
        var archived = objects.Where(o => o.StorageClass == S3StorageClass.Glacier).ToArray();
        archived.ShouldAllBe(o => o.Key.Contains("packs/"));
        objects.Except(archived).Count(o => o.Key.Contains("packs/")).ShouldBe(1);
        var error = await Should.ThrowAsync<RepositoryException>(() => TemporaryRepository.ReadAsync(repository, snapshot, "a"));
        error.Error.ShouldBe(RepositoryError.Archived);
        error.Message.ShouldContain("must be retrieved first");

        // What is known without the contents works: lists, the next backup, pruning, collecting, verifying what can be read.
        await using (var reader = await SnapshotReader.OpenAsync(repository, snapshot, Token))
        {
            (await reader.FindAsync("a", Token)).Entry.Size.ShouldBe(content.Length);
        }

        var removed = await TemporaryRepository.StoreAsync(repository, "a", content);
        removed.Statistics.NewBytes.ShouldBeLessThan(10_000);
        await repository.Snapshots.RemoveAsync(removed.Id, Token);
        (await CollectAsync(repository)).DamagedPacks.ShouldBe(0);
        var verified = await VerifyAsync(repository);
        verified.Problems.ShouldBeEmpty();
        verified.SkippedPacks.ShouldBe(1);

        var pack = archived.Single().Key;
        await server.Client.RestoreObjectAsync(new RestoreObjectRequest { BucketName = server.Bucket, Key = pack, Days = 36_500, RetrievalTier = GlacierJobTier.Expedited }, Token);
        while ((await server.Client.GetObjectMetadataAsync(server.Bucket, pack, Token)).RestoreInProgress == true)
        {
            await Task.Yield();
        }

        (await TemporaryRepository.ReadAsync(repository, snapshot, "a")).ShouldBe(content);
        (await VerifyAsync(repository)).Problems.ShouldBeEmpty();
    }

    private static Task<BackupRepository> OpenAsync(S3Backend backend) => BackupRepository.OpenAsync(backend, TemporaryRepository.Secret, cancellationToken: Token);

    private static Task<VerificationResult> VerifyAsync(BackupRepository repository) => new Verifier(repository).RunAsync(new VerificationOptions { Workers = 2 }, Token);

    private static Task<CollectionResult> CollectAsync(BackupRepository repository) => new GarbageCollector(repository).RunAsync(new CollectionOptions { Grace = TimeSpan.Zero }, Token);
}
