using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Lab.Engines.ObjectStore.Tests.Targets;

namespace Lab.Engines.ObjectStore.Tests.Conformance;

[Collection<ServersCollection>]
public sealed class ListTests(Servers servers) : ConformanceTests(servers)
{
    [Theory]
    [MemberData(nameof(All))]
    public async Task Buckets_are_made_listed_and_deleted_when_empty(Target target)
    {
        var (client, bucket) = await OpenAsync(target);

        (await client.ListBucketsAsync(Cancellation)).Buckets.Select(b => b.BucketName).ShouldContain(bucket);
        await PutAsync(client, bucket, "k", "x");
        await RefusesAsync(HttpStatusCode.Conflict, "BucketNotEmpty", () => client.DeleteBucketAsync(bucket, Cancellation));
        await client.DeleteObjectAsync(bucket, "k", Cancellation);
        await client.DeleteBucketAsync(bucket, Cancellation);
        await RefusesAsync(HttpStatusCode.NotFound, "NoSuchBucket", () => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Cancellation));
        await RefusesAsync(HttpStatusCode.NotFound, "NoSuchBucket", () => client.DeleteBucketAsync(bucket, Cancellation));
    }

    // S3's rules for names; of the peers only VersityGW was asked, and for one of them.
    [Theory]
    [InlineData(Target.Emulator, "UPPER")]
    [InlineData(Target.Emulator, "ab")]
    [InlineData(Target.Emulator, "a..b")]
    [InlineData(Target.Emulator, "192.168.5.4")]
    [InlineData(Target.Versity, "ab")]
    public async Task A_bucket_has_a_name_of_hosts(Target target, string name)
    {
        var client = (await Servers.GetAsync(target)).Client;

        await RefusesAsync(HttpStatusCode.BadRequest, "InvalidBucketName", () => client.PutBucketAsync(name, Cancellation));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Keys_come_in_the_order_of_their_bytes_page_by_page(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        string[] keys = ["A", "a", "a-b", "a.b/1", "a0", "b", "ä", "～", "🌌"];
        foreach (var key in keys.Reverse())
        {
            await PutAsync(client, bucket, key, key);
        }

        var found = new List<string>();
        var request = new ListObjectsV2Request { BucketName = bucket, MaxKeys = 2 };
        do
        {
            var page = await client.ListObjectsV2Async(request, Cancellation);
            page.S3Objects.Count.ShouldBeLessThanOrEqualTo(2);
            found.AddRange(page.S3Objects.Select(o => o.Key));
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);

        found.ShouldBe(keys);
        (await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, StartAfter = "a.b/1" }, Cancellation)).S3Objects.Select(o => o.Key).ShouldBe(["a0", "b", "ä", "～", "🌌"]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_delimiter_makes_folders(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        foreach (var key in new[] { "a", "b/1", "b/2/x", "b/2/y", "c/1", "d" })
        {
            await PutAsync(client, bucket, key, "x");
        }

        (await FoldersAsync(client, bucket, "", 1000)).ShouldBe(["a", "d", "b/", "c/"]);
        (await FoldersAsync(client, bucket, "b/", 1000)).ShouldBe(["b/1", "b/2/"]);
        (await FoldersAsync(client, bucket, "", 1)).ShouldBe(["a", "b/", "c/", "d"]);
        (await FoldersAsync(client, bucket, "none/", 1000)).ShouldBeEmpty();
    }

    private static async Task<string[]> FoldersAsync(AmazonS3Client client, string bucket, string prefix, int pageSize)
    {
        var found = new List<string>();
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, Delimiter = "/", MaxKeys = pageSize };
        do
        {
            var page = await client.ListObjectsV2Async(request, Cancellation);
            found.AddRange((page.S3Objects ?? []).Select(o => o.Key));
            found.AddRange(page.CommonPrefixes ?? []);
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
        return [.. found];
    }
}
