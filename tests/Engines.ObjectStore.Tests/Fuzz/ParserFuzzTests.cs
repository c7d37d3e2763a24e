using System.Text;
using CsCheck;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Payload;
using Lab.Engines.ObjectStore.Signing;
using Lab.Engines.ObjectStore.Sweeping;
using Lab.Engines.ObjectStore.Tests.InProcess;

namespace Lab.Engines.ObjectStore.Tests.Fuzz;

/// <summary>What anybody may send to the code that reads it: 100,000 cases and more, each read or refused, none that breaks something.</summary>
public sealed class ParserFuzzTests
{
    private static readonly Gen<string> Noise = Gen.Char.Array[0, 40].Select(c => new string(c));

    private static readonly Gen<string> Digits = Gen.OneOf("0", "5", "a", "ffffffffffffffff", "7fffffffffffffff", "-1", "10000000000000000", "140000001", "", " 5", "5 ");

    private static readonly Gen<string> Frame = Gen.OneOf(
        Gen.Select(Digits, Gen.OneOf("", ";chunk-signature=" + new string('a', 64), ";x", ";chunk-signature=", ";"), Gen.OneOf("\r\n", "\n", "\r", ""), (size, signature, end) => size + signature + end),
        Gen.OneOf("hello", "hello\r\n", "\r\n", "x-amz-checksum-crc32:AAAAAA==\r\n", "x-amz-trailer-signature:00\r\n", ":\r\n", "0\r\n\r\n", "5\r\nhello\r\n0\r\n\r\n"),
        Noise);

    private static readonly Gen<string> Markup = Gen.OneOf(
        Gen.OneOf("<Delete>", "</Delete>", "<Object>", "</Object>", "<Key>a</Key>", "<LifecycleConfiguration>", "</LifecycleConfiguration>", "<Rule>", "</Rule>", "<Status>Enabled</Status>"),
        Gen.OneOf("<Filter>", "</Filter>", "<Prefix>x</Prefix>", "<Tag><Key>a</Key></Tag>", "<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>", "<Expiration/>", "<Days>99999999999</Days>"),
        Gen.OneOf("<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&#0;", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<a xmlns='urn:x'>", "\0", "\ud800"),
        Noise);

    [Fact]
    public async Task Chunks_of_a_body() =>
        await Gen.Select(Frame.Array[0, 6].Select(string.Concat), Gen.Bool, Gen.Bool, Gen.Int[1, 9]).SampleAsync(
            async (text, signed, trailer, step) =>
            {
                var signer = signed ? new ChunkSigner(new Signature(new SigningKey("secret", Scope), Scope, "20260101T000000Z", new string('0', 64), "")) : null;
                await using var body = new ChunkedBody(new DripStream(Encoding.Latin1.GetBytes(text), step), signer, trailer);
                await ReadsOrRefusesAsync(async () =>
                {
                    var buffer = new byte[7];
                    var all = 0;
                    for (int read; (read = await body.ReadAsync(buffer)) > 0;)
                    {
                        all += read;
                    }

                    all.ShouldBeLessThanOrEqualTo(text.Length);
                });
            },
            iter: 30_000);

    [Fact]
    public void Documents() =>
        Gen.Select(Markup.Array[0, 12].Select(string.Concat), Gen.OneOf("Delete", "LifecycleConfiguration", "Tagging")).Sample(
            (text, root) => ReadsOrRefuses(() =>
            {
                var document = Xml.Parse(Encoding.UTF8.GetBytes(text), root);
                _ = LifecycleRule.ReadAll(document);
                _ = Tags.Read(document, 10);
            }),
            iter: 20_000);

    [Fact]
    public void Lifecycles_that_are_nearly_right() =>
        Markup.Array[0, 8].Select(string.Concat).Sample(
            text => ReadsOrRefuses(() => LifecycleRule.ReadAll(Xml.Parse(Encoding.UTF8.GetBytes($"<LifecycleConfiguration><Rule><Status>Enabled</Status>{text}</Rule></LifecycleConfiguration>"), "LifecycleConfiguration"))),
            iter: 20_000);

    [Fact]
    public void Ranges_lie_within_the_object() =>
        Gen.Select(Gen.OneOf("bytes=", "BYTES=", "bytes", ""), Gen.OneOf(Digits, Gen.Long.Select(n => $"{n}"), Noise), Gen.OneOf("-", "--", ""), Gen.OneOf(Digits, Gen.Long.Select(n => $"{n}")), Gen.Long[0, 20]).Sample(
            (unit, first, dash, last, size) => ReadsOrRefuses(() =>
            {
                if (ByteRange.Read(unit + first + dash + last, size) is { } range)
                {
                    range.Offset.ShouldBeInRange(0, size - 1);
                    range.Count.ShouldBeInRange(1, size - range.Offset);
                }
            }),
            iter: 20_000);

    [Fact]
    public void Tags_and_scopes() =>
        Gen.Select(Gen.OneOf("a=b", "a", "=", "&", "%", "%zz", "%ff", "+", "a=b&a=b", "x/20260101/r/s3/aws4_request", "/", "//20260101/r/s3/aws4_request").Array[0, 5].Select(string.Concat), Noise).Sample(
            (text, noise) =>
            {
                ReadsOrRefuses(() => Tags.Read(text + noise));
                ReadsOrRefuses(() => CredentialScope.Parse(text + noise));
            },
            iter: 20_000);

    [Fact]
    public void Signatures()
    {
        using var bench = new Workbench();
        var value = Gen.OneOf(
            Gen.OneOf("AWS4-HMAC-SHA256 ", "Credential=lab/20260301/us-east-1/s3/aws4_request", "Credential=", ",", "SignedHeaders=host;x-amz-date", "SignedHeaders=", "Signature=", "Signature=" + new string('0', 64)),
            Gen.OneOf("AWS lab:xyz", "Bearer x", "=", ";", "20260301T090000Z", "20260301", "99999999T999999Z", "UNSIGNED-PAYLOAD", "STREAMING-", "604800", "1e999", "-1"),
            Noise).Array[0, 7].Select(string.Concat);
        Gen.Select(value, value, value, value).Sample(
            (authorization, date, payload, query) => ReadsOrRefuses(() =>
            {
                var context = Workbench.Unsigned("PUT", "/bucket/" + Uri.EscapeDataString(query) + (query.Length % 2 == 0 ? $"?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString(date)}&X-Amz-Date=20260301T090000Z&X-Amz-Expires={Uri.EscapeDataString(payload)}&X-Amz-SignedHeaders=host&X-Amz-Signature={Uri.EscapeDataString(authorization)}" : "?" + query), []);
                context.Request.Headers.Authorization = authorization;
                context.Request.Headers["x-amz-date"] = date;
                context.Request.Headers["x-amz-content-sha256"] = payload;
                var request = S3Request.Read(context);
                Should.Throw<S3Exception>(() => bench.Authenticator.Authenticate(context));
                PayloadReader.Attach(request, new Signature(new SigningKey("secret", Scope), Scope, date, authorization, payload));
            }),
            iter: 20_000);
    }

    private static CredentialScope Scope => new("lab", "20260101", "us-east-1", "s3");

    private static void ReadsOrRefuses(Action read)
    {
        try
        {
            read();
        }
        catch (Exception error) when (error is S3Exception or UriFormatException)
        {
            // Refused.
        }
    }

    private static async Task ReadsOrRefusesAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (S3Exception)
        {
            // Refused.
        }
    }
}
