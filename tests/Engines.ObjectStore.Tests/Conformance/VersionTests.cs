using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Lab.Engines.ObjectStore.Tests.Targets;

namespace Lab.Engines.ObjectStore.Tests.Conformance;

[Collection<ServersCollection>]
public sealed class VersionTests(Servers servers) : ConformanceTests(servers)
{
    [Theory]
    [MemberData(nameof(All))]
    public async Task Versions_stay_until_they_are_deleted_by_name(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        await EnableAsync(client, bucket);

        var first = (await PutAsync(client, bucket, "k", "first")).VersionId;
        var second = (await PutAsync(client, bucket, "k", "second")).VersionId;
        first.ShouldNotBe(second);
        (await ReadAsync(client, bucket, "k")).ShouldBe("second");
        (await ReadAsync(client, bucket, "k", r => r.VersionId = first)).ShouldBe("first");

        var deleted = await client.DeleteObjectAsync(bucket, "k", Cancellation);
        deleted.DeleteMarker.ShouldBe("true");
        await RefusesAsync(HttpStatusCode.NotFound, "NoSuchKey", () => client.GetObjectAsync(bucket, "k", Cancellation));
        (await ReadAsync(client, bucket, "k", r => r.VersionId = second)).ShouldBe("second");
        // Newest first; moto lists markers last.
        (await VersionsAsync(client, bucket)).ShouldBe([$"k {deleted.VersionId} marker latest", $"k {second}", $"k {first}"], ignoreOrder: target == Target.Moto);

        await client.DeleteObjectAsync(bucket, "k", deleted.VersionId, Cancellation);
        (await ReadAsync(client, bucket, "k")).ShouldBe("second");
        await client.DeleteObjectAsync(bucket, "k", second, Cancellation);
        (await ReadAsync(client, bucket, "k")).ShouldBe("first");
        (await VersionsAsync(client, bucket)).ShouldBe([$"k {first} latest"]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_was_there_before_is_the_null_version(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        await PutAsync(client, bucket, "k", "before");
        (await client.GetBucketVersioningAsync(bucket, Cancellation)).VersioningConfig.Status.ShouldBeOneOf(null, VersionStatus.Off);
        await EnableAsync(client, bucket);

        var after = (await PutAsync(client, bucket, "k", "after")).VersionId;

        (await client.GetBucketVersioningAsync(bucket, Cancellation)).VersioningConfig.Status.ShouldBe(VersionStatus.Enabled);
        (await VersionsAsync(client, bucket)).ShouldBe([$"k {after} latest", "k null"]);
        (await ReadAsync(client, bucket, "k", r => r.VersionId = "null")).ShouldBe("before");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_version_can_be_copied_back(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        await EnableAsync(client, bucket);
        var first = (await PutAsync(client, bucket, "k", "first")).VersionId;
        await PutAsync(client, bucket, "k", "second");

        await client.CopyObjectAsync(new CopyObjectRequest { SourceBucket = bucket, SourceKey = "k", SourceVersionId = first, DestinationBucket = bucket, DestinationKey = "k" }, Cancellation);

        (await ReadAsync(client, bucket, "k")).ShouldBe("first");
        (await VersionsAsync(client, bucket)).Length.ShouldBe(3);
    }

    private static Task<PutBucketVersioningResponse> EnableAsync(AmazonS3Client client, string bucket) => client.PutBucketVersioningAsync(
        new PutBucketVersioningRequest { BucketName = bucket, VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled } }, Cancellation);

    private static async Task<string[]> VersionsAsync(AmazonS3Client client, string bucket) =>
        [.. ((await client.ListVersionsAsync(bucket, Cancellation)).Versions ?? []).Select(v => $"{v.Key} {v.VersionId}{(v.IsDeleteMarker == true ? " marker" : "")}{(v.IsLatest == true ? " latest" : "")}")];
}
