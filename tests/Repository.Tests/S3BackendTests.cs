using Amazon.S3;
using Lab.Engines.Testing;
using Lab.Repository.Backends;
using Lab.Repository.Collection;
using Lab.Repository.Verification;

namespace Lab.Repository.Tests;

/// <summary>Against a real S3 server.</summary>
public sealed class S3BackendTests
{
    [Fact]
    public async Task A_repository_in_a_bucket_is_a_repository()
    {
        var token = TestContext.Current.CancellationToken;
        await using var peer = await Peer.StartAsync("s3-strict", "LAB_PEER_S3_STRICT", token);
        Assert.SkipWhen(peer is null, Peer.HowTo("s3-strict", "LAB_PEER_S3_STRICT"));
        var address = peer.Values["LAB_PEER_S3_STRICT"].Split(';').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        using var client = new AmazonS3Client(
            address["AccessKey"],
            address["SecretKey"],
            new AmazonS3Config { ServiceURL = address["Endpoint"], ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        var bucket = $"lab-{Guid.NewGuid():n}";
        await client.PutBucketAsync(bucket, token);
        var backend = new S3Backend(client, bucket, "some/prefix");

        (await backend.GetAsync("config", token)).ShouldBeNull();
        (await backend.PutAsync("snapshots/x", new byte[] { 1 }, onlyIfAbsent: true, token)).ShouldBeTrue();
        (await backend.PutAsync("snapshots/x", new byte[] { 2 }, onlyIfAbsent: true, token)).ShouldBeFalse();
        (await backend.TryReadAsync("snapshots/x", 0, new byte[2], token)).ShouldBeFalse();
        await backend.DeleteAsync("snapshots/x", token);

        var repository = await BackupRepository.InitializeAsync(backend, TemporaryRepository.Secret, cancellationToken: token);
        var content = TemporaryRepository.Random(3_000_000, 1);
        var gone = await TemporaryRepository.StoreAsync(repository, "a", TemporaryRepository.Random(200_000, 2));
        var snapshot = await TemporaryRepository.StoreAsync(repository, "a", content);
        await repository.Snapshots.RemoveAsync(gone.Id, token);
        await new GarbageCollector(repository).RunAsync(new CollectionOptions { Grace = TimeSpan.Zero }, token);

        (await TemporaryRepository.ReadAsync(await BackupRepository.OpenAsync(backend, TemporaryRepository.Secret, cancellationToken: token), snapshot, "a")).ShouldBe(content);
        (await new Verifier(repository).RunAsync(new VerificationOptions(), token)).Problems.ShouldBeEmpty();
        var nowhere = await Should.ThrowAsync<RepositoryException>(() => new S3Backend(client, "no-such-bucket-at-all").GetAsync("config", token));
        nowhere.Error.ShouldBe(RepositoryError.NotFound);
    }
}
