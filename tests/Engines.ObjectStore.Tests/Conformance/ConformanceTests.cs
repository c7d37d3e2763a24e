using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Lab.Engines.ObjectStore.Tests.Targets;

namespace Lab.Engines.ObjectStore.Tests.Conformance;

/// <summary>What the tests share. Each takes a bucket of its own.</summary>
public abstract class ConformanceTests(Servers servers)
{
    /// <summary>Every server there is.</summary>
    public static TheoryData<Target> All => [Target.Emulator, Target.PlainEmulator, Target.Moto, Target.Versity];

    /// <summary>Those that check signatures, checksums and conditions as S3 does.</summary>
    public static TheoryData<Target> Strict => [Target.Emulator, Target.PlainEmulator, Target.Versity];

    /// <summary>Those with storage classes.</summary>
    public static TheoryData<Target> Archiving => [Target.Emulator, Target.Moto];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected Servers Servers => servers;

    protected async Task<(AmazonS3Client Client, string Bucket)> OpenAsync(Target target, bool withLock = false)
    {
        var client = (await servers.GetAsync(target)).Client;
        var bucket = $"b-{Guid.NewGuid():n}"[..20];
        await client.PutBucketAsync(new PutBucketRequest { BucketName = bucket, ObjectLockEnabledForBucket = withLock }, Cancellation);
        return (client, bucket);
    }

    protected static Task<PutObjectResponse> PutAsync(AmazonS3Client client, string bucket, string key, string content, Action<PutObjectRequest>? configure = null)
    {
        var request = new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = content };
        configure?.Invoke(request);
        return client.PutObjectAsync(request, Cancellation);
    }

    protected static async Task<string> ReadAsync(AmazonS3Client client, string bucket, string key, Action<GetObjectRequest>? configure = null)
    {
        var request = new GetObjectRequest { BucketName = bucket, Key = key };
        configure?.Invoke(request);
        using var response = await client.GetObjectAsync(request, Cancellation);
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync(Cancellation);
    }

    protected static async Task RefusesAsync(HttpStatusCode status, string code, Func<Task> act)
    {
        var error = await Should.ThrowAsync<AmazonS3Exception>(act);
        error.ErrorCode.ShouldBe(code);
        error.StatusCode.ShouldBe(status);
    }
}
