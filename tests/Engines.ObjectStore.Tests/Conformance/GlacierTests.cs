using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Lab.Engines.ObjectStore.Tests.Targets;

namespace Lab.Engines.ObjectStore.Tests.Conformance;

[Collection<ServersCollection>]
public sealed class GlacierTests(Servers servers) : ConformanceTests(servers)
{
    [Theory]
    [MemberData(nameof(Archiving))]
    public async Task An_archived_object_is_not_read_until_it_was_restored(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        await PutAsync(client, bucket, "k", "x", r => r.StorageClass = S3StorageClass.Glacier);

        (await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Cancellation)).S3Objects[0].StorageClass.Value.ShouldBe("GLACIER");
        await RefusesAsync(HttpStatusCode.Forbidden, "InvalidObjectState", () => client.GetObjectAsync(bucket, "k", Cancellation));
        var before = await client.GetObjectMetadataAsync(bucket, "k", Cancellation);
        before.StorageClass.Value.ShouldBe("GLACIER");
        before.RestoreInProgress.ShouldBeNull();

        (await RestoreAsync(client, bucket, 1000)).HttpStatusCode.ShouldBe(HttpStatusCode.Accepted);
        var after = await RestoredAsync(client, bucket);

        after.RestoreExpiration.ShouldNotBeNull().ToUniversalTime().ShouldBeGreaterThan(DateTime.UtcNow);
        after.StorageClass.Value.ShouldBe("GLACIER");
        (await ReadAsync(client, bucket, "k")).ShouldBe("x");
        (await RestoreAsync(client, bucket, 2000)).HttpStatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Archiving))]
    public async Task Only_what_is_archived_is_restored(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        await PutAsync(client, bucket, "k", "x");

        (await Should.ThrowAsync<AmazonS3Exception>(() => RestoreAsync(client, bucket, 1))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await RefusesAsync(HttpStatusCode.NotFound, "NoSuchKey", () => client.RestoreObjectAsync(new RestoreObjectRequest { BucketName = bucket, Key = "none", Days = 1 }, Cancellation));
    }

    // moto's restores are never in progress.
    [Theory]
    [InlineData(Target.Emulator)]
    public async Task A_restore_takes_its_time_and_its_copy_goes_again(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        await PutAsync(client, bucket, "k", "x", r => r.StorageClass = S3StorageClass.Glacier);
        Task Copy(string to) => client.CopyObjectAsync(bucket, "k", bucket, to, Cancellation);

        await RefusesAsync(HttpStatusCode.Forbidden, "InvalidObjectState", () => Copy("copy"));
        await RestoreAsync(client, bucket, 1, GlacierJobTier.Bulk);
        (await client.GetObjectMetadataAsync(bucket, "k", Cancellation)).RestoreInProgress.ShouldBe(true);
        await RefusesAsync(HttpStatusCode.Conflict, "RestoreAlreadyInProgress", () => RestoreAsync(client, bucket, 1));
        await RefusesAsync(HttpStatusCode.Forbidden, "InvalidObjectState", () => client.GetObjectAsync(bucket, "k", Cancellation));
        await RestoredAsync(client, bucket);

        // A day of the emulator's is 4.3 s.
        await EventuallyAsync(async () => (await client.GetObjectMetadataAsync(bucket, "k", Cancellation)).RestoreExpiration is null);
        await RefusesAsync(HttpStatusCode.Forbidden, "InvalidObjectState", () => client.GetObjectAsync(bucket, "k", Cancellation));
    }

    // Asked of the emulator alone: moto completes every restore at once.
    [Theory]
    [InlineData(Target.Emulator)]
    public async Task Deep_archives_are_not_expedited(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        await PutAsync(client, bucket, "k", "x", r => r.StorageClass = S3StorageClass.DeepArchive);

        (await Should.ThrowAsync<AmazonS3Exception>(() => RestoreAsync(client, bucket, 1, GlacierJobTier.Expedited))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await RestoreAsync(client, bucket, 100, GlacierJobTier.Standard);
        await RestoredAsync(client, bucket);
        (await ReadAsync(client, bucket, "k")).ShouldBe("x");
    }

    [Theory]
    [MemberData(nameof(Archiving))]
    public async Task A_copy_onto_itself_changes_the_class(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        await PutAsync(client, bucket, "k", "x", r => r.Metadata["a"] = "1");

        await client.CopyObjectAsync(
            new CopyObjectRequest { SourceBucket = bucket, SourceKey = "k", DestinationBucket = bucket, DestinationKey = "k", StorageClass = S3StorageClass.Glacier }, Cancellation);

        var head = await client.GetObjectMetadataAsync(bucket, "k", Cancellation);
        head.StorageClass.Value.ShouldBe("GLACIER");
        head.Metadata["a"].ShouldBe("1");
    }

    private static Task<RestoreObjectResponse> RestoreAsync(AmazonS3Client client, string bucket, int days, GlacierJobTier? tier = null) =>
        client.RestoreObjectAsync(new RestoreObjectRequest { BucketName = bucket, Key = "k", Days = days, RetrievalTier = tier ?? GlacierJobTier.Standard }, Cancellation);

    private static async Task<GetObjectMetadataResponse> RestoredAsync(AmazonS3Client client, string bucket)
    {
        GetObjectMetadataResponse? head = null;
        await EventuallyAsync(async () => (head = await client.GetObjectMetadataAsync(bucket, "k", Cancellation)).RestoreInProgress == false);
        return head!;
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            Cancellation.ThrowIfCancellationRequested();
        }
    }
}
