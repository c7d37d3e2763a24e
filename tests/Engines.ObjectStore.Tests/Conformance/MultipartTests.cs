using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Lab.Engines.ObjectStore.Tests.Targets;

namespace Lab.Engines.ObjectStore.Tests.Conformance;

[Collection<ServersCollection>]
public sealed class MultipartTests(Servers servers) : ConformanceTests(servers)
{
    private const int PartSize = 5 << 20;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Parts_become_one_object(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        byte[][] parts = [RandomNumberGenerator.GetBytes(PartSize), RandomNumberGenerator.GetBytes(PartSize + 1), RandomNumberGenerator.GetBytes(10)];
        var upload = (await client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = bucket, Key = "k", Metadata = { ["a"] = "1" } }, Cancellation)).UploadId;

        // In any order; a part that is sent again replaces the first.
        await PartAsync(client, bucket, upload, 2, parts[0]);
        var etags = new Dictionary<int, string>();
        foreach (var number in new[] { 3, 2, 1 })
        {
            etags[number] = (await PartAsync(client, bucket, upload, number, parts[number - 1])).ETag;
        }

        var listed = await client.ListPartsAsync(new ListPartsRequest { BucketName = bucket, Key = "k", UploadId = upload }, Cancellation);
        listed.Parts.Select(p => (p.PartNumber, p.Size)).ShouldBe([(1, parts[0].LongLength), (2, parts[1].LongLength), (3, parts[2].LongLength)]);
        await RefusesAsync(HttpStatusCode.NotFound, "NoSuchKey", () => client.GetObjectAsync(bucket, "k", Cancellation));
        var done = await CompleteAsync(client, bucket, upload, etags);

        using var get = await client.GetObjectAsync(bucket, "k", Cancellation);
        using var read = new MemoryStream();
        await get.ResponseStream.CopyToAsync(read, Cancellation);
        read.ToArray().ShouldBe([.. parts.SelectMany(p => p)]);
        get.Metadata["a"].ShouldBe("1");
        get.ETag.ShouldBe($"\"{Convert.ToHexStringLower(Md5([.. parts.SelectMany(Md5)]))}-3\"");
        done.ETag.ShouldBe(get.ETag);
        (await ReadRangeAsync(client, bucket, PartSize - 2, PartSize + 1)).ShouldBe([.. parts[0][^2..], .. parts[1][..2]]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_upload_is_listed_until_it_is_aborted(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        var upload = (await client.InitiateMultipartUploadAsync(bucket, "k", Cancellation)).UploadId;
        await PartAsync(client, bucket, upload, 1, [1]);

        var listed = await client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket }, Cancellation);
        listed.MultipartUploads.ShouldHaveSingleItem().UploadId.ShouldBe(upload);
        await client.AbortMultipartUploadAsync(bucket, "k", upload, Cancellation);

        ((await client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket }, Cancellation)).MultipartUploads ?? []).ShouldBeEmpty();
    }

    // moto answers with an internal error.
    [Theory]
    [MemberData(nameof(Strict))]
    public async Task An_upload_that_is_not_there_takes_no_parts(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        var upload = (await client.InitiateMultipartUploadAsync(bucket, "k", Cancellation)).UploadId;
        var part = await PartAsync(client, bucket, upload, 1, [1]);
        await client.AbortMultipartUploadAsync(bucket, "k", upload, Cancellation);

        await RefusesAsync(HttpStatusCode.NotFound, "NoSuchUpload", () => PartAsync(client, bucket, upload, 1, [1]));
        await RefusesAsync(HttpStatusCode.NotFound, "NoSuchUpload", () => CompleteAsync(client, bucket, upload, new() { [1] = part.ETag }));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_does_not_fit_together_is_refused(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        var upload = (await client.InitiateMultipartUploadAsync(bucket, "k", Cancellation)).UploadId;
        var first = (await PartAsync(client, bucket, upload, 1, [1])).ETag;
        var second = (await PartAsync(client, bucket, upload, 2, [2])).ETag;

        await RefusesAsync(HttpStatusCode.BadRequest, "EntityTooSmall", () => CompleteAsync(client, bucket, upload, new() { [1] = first, [2] = second }));
        await RefusesAsync(HttpStatusCode.BadRequest, "InvalidPart", () => CompleteAsync(client, bucket, upload, new() { [9] = second }));
        await RefusesAsync(HttpStatusCode.BadRequest, "InvalidPart", () => CompleteAsync(client, bucket, upload, new() { [1] = second }));

        await CompleteAsync(client, bucket, upload, new() { [1] = first });
        (await client.GetObjectMetadataAsync(bucket, "k", Cancellation)).ContentLength.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_part_can_be_copied_from_an_object(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        await PutAsync(client, bucket, "source", "0123456789");
        var upload = (await client.InitiateMultipartUploadAsync(bucket, "k", Cancellation)).UploadId;

        var copy = await client.CopyPartAsync(
            new CopyPartRequest { SourceBucket = bucket, SourceKey = "source", DestinationBucket = bucket, DestinationKey = "k", UploadId = upload, PartNumber = 1, FirstByte = 3, LastByte = 5 }, Cancellation);
        await CompleteAsync(client, bucket, upload, new() { [1] = copy.ETag });

        (await ReadAsync(client, bucket, "k")).ShouldBe("345");
    }

    private static Task<UploadPartResponse> PartAsync(AmazonS3Client client, string bucket, string upload, int number, byte[] data) =>
        client.UploadPartAsync(new UploadPartRequest { BucketName = bucket, Key = "k", UploadId = upload, PartNumber = number, InputStream = new MemoryStream(data) }, Cancellation);

    private static Task<CompleteMultipartUploadResponse> CompleteAsync(AmazonS3Client client, string bucket, string upload, Dictionary<int, string> parts) =>
        client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = bucket, Key = "k", UploadId = upload, PartETags = [.. parts.OrderBy(p => p.Key).Select(p => new PartETag(p.Key, p.Value))] }, Cancellation);

    private static byte[] Md5(byte[] data) => CryptographicOperations.HashData(HashAlgorithmName.MD5, data);

    private static async Task<byte[]> ReadRangeAsync(AmazonS3Client client, string bucket, long first, long last)
    {
        using var get = await client.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = "k", ByteRange = new ByteRange(first, last) }, Cancellation);
        using var read = new MemoryStream();
        await get.ResponseStream.CopyToAsync(read, Cancellation);
        return read.ToArray();
    }
}
