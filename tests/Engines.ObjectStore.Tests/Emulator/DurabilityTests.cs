using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Lab.Engines.ObjectStore.Tests.Targets;
using Lab.Engines.Testing;

namespace Lab.Engines.ObjectStore.Tests.Emulator;

/// <summary>What was acknowledged is there after the engine was killed.</summary>
public sealed class DurabilityTests : IDisposable
{
    private const int Kills = 50;
    private const int PartSize = 5 << 20;

    private readonly EngineHome home = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Acknowledged_writes_survive_fifty_kills_under_load()
    {
        var start = S3Server.In(home, "tls=off");
        var acknowledged = new ConcurrentDictionary<string, string>();
        var random = new Random(5);
        for (var kill = 0; kill < Kills; kill++)
        {
            var engine = await S3Server.StartAsync(start);
            await using var server = S3Server.Of(engine);
            if (kill == 0)
            {
                await server.Client.PutBucketAsync("bucket", Cancellation);
            }
            else
            {
                await VerifyAsync(server.Client, acknowledged.Where(pair => pair.Value.StartsWith($"{kill - 1} ", StringComparison.Ordinal)));
            }

            var written = new SemaphoreSlim(0);
            var load = Enumerable.Range(0, 4).Select(writer => WriteAsync(server.Client, kill, writer, acknowledged, written)).ToArray();
            for (var i = random.Next(5, 40); i > 0; i--)
            {
                await written.WaitAsync(Cancellation);
            }

            await engine.KillAsync(Cancellation);
            await Task.WhenAll(load);
        }

        await using var last = S3Server.Of(await S3Server.StartAsync(start));
        await VerifyAsync(last.Client, acknowledged);
        Directory.EnumerateFiles(home["engines/objectstore/data"], "*", SearchOption.AllDirectories).Count()
            .ShouldBe(await CountAsync(last.Client), "a start deletes the files of writes that were not acknowledged");
    }

    [Fact]
    public async Task Everything_is_there_after_a_restart_and_the_password_is_the_new_one()
    {
        var start = S3Server.In(home, Servers.TimeScale);
        string upload;
        string part;
        await using (var first = S3Server.Of(await S3Server.StartAsync(start)))
        {
            await first.Client.PutBucketAsync(new PutBucketRequest { BucketName = "bucket", ObjectLockEnabledForBucket = true }, Cancellation);
            await first.Client.PutObjectAsync(
                new PutObjectRequest { BucketName = "bucket", Key = "k", ContentBody = "x", StorageClass = S3StorageClass.Glacier, Metadata = { ["a"] = "1" }, TagSet = [new Tag { Key = "t", Value = "2" }] }, Cancellation);
            upload = (await first.Client.InitiateMultipartUploadAsync("bucket", "big", Cancellation)).UploadId;
            part = (await first.Client.UploadPartAsync(
                new UploadPartRequest { BucketName = "bucket", Key = "big", UploadId = upload, PartNumber = 1, InputStream = new MemoryStream(new byte[PartSize]) }, Cancellation)).ETag;
        }

        await using var second = S3Server.Of(await S3Server.StartAsync(start with { Password = "another" }));
        var head = await second.Client.GetObjectMetadataAsync("bucket", "k", Cancellation);

        head.StorageClass.Value.ShouldBe("GLACIER");
        head.Metadata["a"].ShouldBe("1");
        (await second.Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = "bucket", Key = "k" }, Cancellation)).Tagging.ShouldHaveSingleItem().Value.ShouldBe("2");
        await second.Client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = "bucket", Key = "big", UploadId = upload, PartETags = [new PartETag(1, part)] }, Cancellation);
        (await second.Client.GetObjectMetadataAsync("bucket", "big", Cancellation)).ContentLength.ShouldBe(PartSize);
        using var old = second.Connect(secretKey: start.Password);
        (await Should.ThrowAsync<AmazonS3Exception>(() => old.ListBucketsAsync(Cancellation))).ErrorCode.ShouldBe("SignatureDoesNotMatch");
    }

    private static async Task WriteAsync(AmazonS3Client client, int kill, int writer, ConcurrentDictionary<string, string> acknowledged, SemaphoreSlim written)
    {
        for (var i = 0; ; i++)
        {
            // Some keys are new, some are written again and again by this writer alone.
            var key = i % 3 == 0 ? $"again-{writer}" : string.Create(CultureInfo.InvariantCulture, $"{kill}/{writer}/{i}");
            var content = $"{kill} {writer} {i} " + new string('x', i * 997 % 30_000);
            try
            {
                await client.PutObjectAsync(new PutObjectRequest { BucketName = "bucket", Key = key, ContentBody = content }, Cancellation);
            }
            catch (Exception error) when (error is HttpRequestException or AmazonS3Exception or IOException or WebException)
            {
                // Killed before it answered: this write may be there or not, and nothing is known of its key any more.
                acknowledged.TryRemove(key, out _);
                return;
            }

            acknowledged[key] = content;
            written.Release();
        }
    }

    private static async Task VerifyAsync(AmazonS3Client client, IEnumerable<KeyValuePair<string, string>> expected) =>
        await Parallel.ForEachAsync(expected, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation }, async (pair, token) =>
        {
            using var response = await client.GetObjectAsync("bucket", pair.Key, token);
            using var reader = new StreamReader(response.ResponseStream);
            (await reader.ReadToEndAsync(token)).ShouldBe(pair.Value, pair.Key);
        });

    private static async Task<int> CountAsync(AmazonS3Client client)
    {
        var objects = 0;
        await foreach (var _ in client.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = "bucket" }).S3Objects.WithCancellation(Cancellation))
        {
            objects++;
        }

        return objects;
    }
}
