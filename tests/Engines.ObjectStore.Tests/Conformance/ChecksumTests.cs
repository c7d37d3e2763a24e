using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Lab.Engines.ObjectStore.Tests.Targets;

namespace Lab.Engines.ObjectStore.Tests.Conformance;

[Collection<ServersCollection>]
public sealed class ChecksumTests(Servers servers) : ConformanceTests(servers)
{
    /// <summary>Each algorithm's checksum of the text "123456789", as the catalogues of checksums give it.</summary>
    public static TheoryData<Target, string, string> Known
    {
        get
        {
            var data = new TheoryData<Target, string, string>();
            foreach (var target in new[] { Target.Emulator, Target.PlainEmulator, Target.Versity })
            {
                data.Add(target, "CRC32", "y/Q5Jg==");
                data.Add(target, "CRC32C", "4waSgw==");
                data.Add(target, "CRC64NVME", "rosUhgp5mIg=");
                data.Add(target, "SHA1", "98O8HYCOBHMq32eZZczDTKeuNEE=");
                data.Add(target, "SHA256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Known))]
    public async Task A_given_checksum_is_checked_kept_and_told(Target target, string algorithm, string checksum)
    {
        var (client, bucket) = await OpenAsync(target);

        await PutAsync(client, bucket, "k", "123456789", r => Give(r, algorithm, checksum));
        var told = await client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket, Key = "k", ChecksumMode = ChecksumMode.ENABLED }, Cancellation);

        Told(told, algorithm).ShouldBe(checksum);
        (await Should.ThrowAsync<AmazonS3Exception>(() => PutAsync(client, bucket, "wrong", "12345678X", r => Give(r, algorithm, checksum)))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await RefusesAsync(HttpStatusCode.NotFound, "NoSuchKey", () => client.GetObjectAsync(bucket, "wrong", Cancellation));
    }

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task The_SDK_sends_one_of_its_own_and_reads_it_back(Target target)
    {
        var (client, bucket) = await OpenAsync(target);

        var put = await client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", InputStream = new MemoryStream("123456789"u8.ToArray()), ChecksumAlgorithm = ChecksumAlgorithm.CRC32 }, Cancellation);

        put.ChecksumCRC32.ShouldBe("y/Q5Jg==");
        (await ReadAsync(client, bucket, "k", r => r.ChecksumMode = ChecksumMode.ENABLED)).ShouldBe("123456789");
    }

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task An_MD5_is_checked(Target target)
    {
        var (client, bucket) = await OpenAsync(target);

        await PutAsync(client, bucket, "k", "123456789", r => r.MD5Digest = "JfnnlDI7RTiF9RgfG2JNCw==");
        await RefusesAsync(HttpStatusCode.BadRequest, "BadDigest", () => PutAsync(client, bucket, "wrong", "12345678X", r => r.MD5Digest = "JfnnlDI7RTiF9RgfG2JNCw=="));
    }

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task Parts_have_checksums_of_which_the_object_has_one(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        var upload = (await client.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest { BucketName = bucket, Key = "k", ChecksumAlgorithm = ChecksumAlgorithm.CRC32C }, Cancellation)).UploadId;
        var part = await client.UploadPartAsync(
            new UploadPartRequest { BucketName = bucket, Key = "k", UploadId = upload, PartNumber = 1, InputStream = new MemoryStream("123456789"u8.ToArray()), ChecksumAlgorithm = ChecksumAlgorithm.CRC32C },
            Cancellation);

        part.ChecksumCRC32C.ShouldBe("4waSgw==");
        var done = await client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = bucket, Key = "k", UploadId = upload, PartETags = [new PartETag(1, part.ETag) { ChecksumCRC32C = part.ChecksumCRC32C }] }, Cancellation);

        // CRC-32C of the four bytes e3 06 92 83, which are the checksum of the only part.
        done.ChecksumCRC32C.ShouldBe("pzJFoA==-1");
    }

    private static void Give(PutObjectRequest request, string algorithm, string checksum)
    {
        switch (algorithm)
        {
            case "CRC32": request.ChecksumCRC32 = checksum; break;
            case "CRC32C": request.ChecksumCRC32C = checksum; break;
            case "CRC64NVME": request.ChecksumCRC64NVME = checksum; break;
            case "SHA1": request.ChecksumSHA1 = checksum; break;
            default: request.ChecksumSHA256 = checksum; break;
        }
    }

    private static string Told(GetObjectMetadataResponse response, string algorithm) => algorithm switch
    {
        "CRC32" => response.ChecksumCRC32,
        "CRC32C" => response.ChecksumCRC32C,
        "CRC64NVME" => response.ChecksumCRC64NVME,
        "SHA1" => response.ChecksumSHA1,
        _ => response.ChecksumSHA256,
    };
}
