using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Lab.Engines.ObjectStore.Tests.Targets;

namespace Lab.Engines.ObjectStore.Tests.Conformance;

[Collection<ServersCollection>]
public sealed class SignatureTests(Servers servers) : ConformanceTests(servers)
{
    [Theory]
    [MemberData(nameof(Strict))]
    public async Task A_wrong_secret_is_refused(Target target)
    {
        var (_, bucket) = await OpenAsync(target);
        using var stranger = (await Servers.GetAsync(target)).Connect(secretKey: "wrong");

        await RefusesAsync(HttpStatusCode.Forbidden, "SignatureDoesNotMatch", () => PutAsync(stranger, bucket, "k", "x"));
        await RefusesAsync(HttpStatusCode.Forbidden, "SignatureDoesNotMatch", () => stranger.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Cancellation));
    }

    // VersityGW has a name of its own for it.
    [Theory]
    [InlineData(Target.Emulator)]
    public async Task An_unknown_key_is_refused(Target target)
    {
        using var stranger = (await Servers.GetAsync(target)).Connect(accessKey: "nobody");

        await RefusesAsync(HttpStatusCode.Forbidden, "InvalidAccessKeyId", () => stranger.ListBucketsAsync(Cancellation));
    }

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task Nobody_gets_in_unsigned(Target target)
    {
        var (_, bucket) = await OpenAsync(target);
        var server = await Servers.GetAsync(target);

        var answer = await server.Raw.GetAsync(new Uri(server.Endpoint, $"/{bucket}/k"), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("<Code>AccessDenied</Code>");
    }

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task A_presigned_address_holds_for_its_key_its_verb_and_its_time(Target target)
    {
        var (client, bucket) = await OpenAsync(target);
        var server = await Servers.GetAsync(target);
        await PutAsync(client, bucket, "k", "x");
        await PutAsync(client, bucket, "l", "y");
        string Presign(DateTime expires) => client.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = "k",
            Expires = expires,
            Protocol = server.Endpoint.Scheme == "https" ? Protocol.HTTPS : Protocol.HTTP,
        });

        var good = Presign(DateTime.UtcNow.AddMinutes(5));
        (await server.Raw.GetStringAsync(good, Cancellation)).ShouldBe("x");
        (await server.Raw.GetAsync(good.Replace("/k?", "/l?", StringComparison.Ordinal), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await server.Raw.DeleteAsync(good, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await server.Raw.GetAsync(good + "0", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await server.Raw.GetAsync(good.Replace("X-Amz-Expires=", "X-Amz-Expires=9", StringComparison.Ordinal), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await server.Raw.GetAsync(Presign(DateTime.UtcNow.AddSeconds(-5)), Cancellation)).IsSuccessStatusCode.ShouldBeFalse();
    }
}
